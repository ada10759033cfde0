"""``luban pack``: a resource as a folder or zip that opens from a disk, and the way to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.files import read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.foundation.exchange.signing import public_key_text
from openluban.foundation.ui.sizes import size_words, travel_words
from openluban.kernel.travel import SPEEDS
from openluban.teaching.packs.applying import apply_delta
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import check_pack, read_envelope
from openluban.teaching.packs.formats.folders import write_folder
from openluban.teaching.packs.formats.manifests import LARGEST_MANIFEST, read_manifest
from openluban.teaching.packs.formats.sources import opened
from openluban.teaching.packs.formats.unfit import unfit
from openluban.teaching.packs.formats.zips import weight_of, write_zip
from openluban.teaching.packs.queries.course import the_resource
from openluban.teaching.packs.rules.manifest import Manifest, sizes_by_part
from openluban.teaching.packs.rules.wishes import ALL_PICTURES, NO_PICTURES, Wish
from openluban.teaching.packs.wording import part_words


class Command(PreparedCommand):
    """Four deeds under one name."""

    help = ABOUT["pack"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and what it needs."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        plan = deeds.add_parser("plan", help="say how large a pack would be, and how long it takes")
        make = deeds.add_parser("make", help="make a pack, or the delta from an older one")
        for each in (plan, make):
            each.add_argument("resource", help="its key")
            each.add_argument(
                "--in",
                dest="languages",
                action="append",
                default=[],
                help="zh-Hans; again for more",
            )
            each.add_argument("--since", type=Path, help="an older pack, or its manifest.json")
            pictures = each.add_mutually_exclusive_group()
            pictures.add_argument("--without-pictures", action="store_true")
            pictures.add_argument("--picture-width", type=int, help="in pixels, at most")
            each.add_argument(
                "--films-up-to",
                type=int,
                metavar="MB",
                help="the largest rendition of each film that is not over it; none without this",
            )
        make.add_argument("--out", type=Path, required=True, help="a new folder, or FILE.zip")
        check = deeds.add_parser("check", help="look at every file of a pack, and its signature")
        check.add_argument("pack", type=Path, help="a folder or a zip")
        apply = deeds.add_parser("apply", help="make the pack in a folder the newer one")
        apply.add_argument("folder", type=Path)
        apply.add_argument("delta", type=Path, help="made with --since")
        for each in (check, apply):
            each.add_argument("--key", type=Path, help="a file with the key it must be signed with")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the deed."""
        deeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "plan": self._plan,
            "make": self._make,
            "check": self._check,
            "apply": self._apply,
        }
        deeds[options["deed"]](options)

    def _plan(self, options: dict[str, Any]) -> None:
        built = _built(options)
        names = part_words()
        for part, (count, size) in sizes_by_part(built.files).items():
            self.stdout.write(f"{names[part]}: {count} files, {size_words(size, 'en')}")
        self._weigh(weight_of(built.everything()))

    def _weigh(self, size: int) -> None:
        self.stdout.write(f"As a zip: {size} bytes ({size_words(size, 'en')})")
        for kbit in SPEEDS:
            self.stdout.write(f"  at {kbit} kbit/s: {travel_words(size, kbit)}")

    def _make(self, options: dict[str, Any]) -> None:
        place: Path = options["out"]
        built = _built(options)
        size = weight_of(built.everything())
        self._weigh(size)
        if place.suffix.lower() == ".zip":
            with written_file(place) as file:
                write_zip(file, built.everything())
        else:
            write_folder(place, built.everything())
        self.stdout.write(f"{place}: {len(built.files)} files, {built.manifest.digest}")
        if built.delta is not None:
            self._tell_delta(len(built.delta.added), len(built.delta.changed), built.delta.removed)

    def _tell_delta(self, added: int, changed: int, removed: tuple[str, ...]) -> None:
        self.stdout.write(f"{added} added, {changed} changed, {len(removed)} taken away.")

    def _check(self, options: dict[str, Any]) -> None:
        key = _key(options["key"])
        checked = check_pack(options["pack"], key=key)
        manifest = checked.envelope.manifest
        whose = _whose(checked.envelope.public_key, is_asked=bool(key))
        kind = "a delta" if checked.envelope.is_delta else "a whole pack"
        self.stdout.write(
            f"Sound: {kind} of {manifest.resource} as at {manifest.as_at}, "
            f"{', '.join(manifest.languages)}; {checked.files} files as they were signed."
        )
        self.stdout.write(f"Signed with {checked.envelope.public_key}, {whose}.")

    def _apply(self, options: dict[str, Any]) -> None:
        key = _key(options["key"])
        done = apply_delta(folder=options["folder"], delta=options["delta"], key=key)
        if not done.delta:
            self.stdout.write(f"{options['folder']} is that pack already.")
            return
        self._tell_delta(len(done.delta.added), len(done.delta.changed), done.delta.removed)
        if done.resumed:
            self.stdout.write(f"{done.resumed} files lay ready from a run that was cut off.")
        self.stdout.write(f"{options['folder']}: {done.manifest.digest}")


def _built(options: dict[str, Any]) -> Built:
    width = options["picture_width"]
    since = _manifest_in(options["since"]) if options["since"] else None
    pictures = since.pictures if since else ALL_PICTURES
    if options["without_pictures"]:
        pictures = NO_PICTURES
    elif width is not None:
        pictures = str(width)
    films = options["films_up_to"]
    if films is None:
        films = since.films if since else 0
    languages = tuple(options["languages"]) or (since.languages if since else ())
    return built_pack(the_resource(options["resource"]), Wish(languages, pictures, films), since)


def _manifest_in(place: Path) -> Manifest:
    if place.suffix == ".json":
        data = read_file(place)
        if len(data) > LARGEST_MANIFEST:
            raise unfit("too_large", "It is larger than any manifest.", place.name)  # noqa: EM101
        return read_manifest(data)
    with opened(place) as source:
        return read_envelope(source).manifest


def _key(place: Path | None) -> str:
    if place is None:
        return ""
    return read_file(place)[:1_000].decode("ascii", "replace").strip()


def _whose(key: str, *, is_asked: bool) -> str:
    if is_asked:
        return "as you asked"
    if key == public_key_text():
        return "the key of this installation"
    return "a key that is not known here: ask whose it is, and give it with --key"
