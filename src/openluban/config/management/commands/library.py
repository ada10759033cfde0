"""``luban library``: import a folder or files, list what is there, write a book."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.public import DraftsOnly, bring_in_package, is_package
from openluban.teaching.courseware.public import Wish as PackageWish
from openluban.teaching.library.books import write_book
from openluban.teaching.library.folders import FolderRefused, placed
from openluban.teaching.library.formats.folder import read_files, read_folder
from openluban.teaching.library.formats.folder_parts import Folder
from openluban.teaching.library.formats.foreign import Reading
from openluban.teaching.library.formats.opening import Unfit, entries_of, opened_plain
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.queries.book import contents_of, public_resource
from openluban.teaching.library.queries.listing import resource_lines
from openluban.teaching.library.use_cases.bring_film import bring_film
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder
from openluban.teaching.library.wording import STATE_WORDS, rendition_words


class Command(PreparedCommand):
    """Takes a folder over and says what came and what did not, or lists what is there."""

    help = ABOUT["library"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with what."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("list", help="Say which resources there are, and in which languages.")
        book = deeds.add_parser("book", help="Write the published texts as a book (EPUB).")
        book.add_argument("resource", help="its key")
        book.add_argument("out", type=Path, help="a new file, such as course.epub")
        book.add_argument("--in", dest="language", default="", help="zh-hans; else the original's")
        book.add_argument("--beside", default="", help="a second language, paragraph by paragraph")
        film = deeds.add_parser("film", help="Add renditions of a unit's film (MP4, WebM).")
        film.add_argument("unit", help="its key")
        film.add_argument("files", type=Path, nargs="+", metavar="FILE")
        film.add_argument(
            "--publish", action="store_true", help="publish at once, as not reviewed here"
        )
        film.add_argument(
            "--as", dest="email", help="the e-mail address of whoever does it (else: OpenLuban)"
        )
        bring = deeds.add_parser("import", help="Take a folder, or files, over.")
        bring.add_argument(
            "places",
            type=Path,
            nargs="+",
            metavar="PLACE",
            help="a folder, or files named NN-name.LANGUAGE.md (.docx, .html, .po, .vtt, .srt), "
            "or a package (SCORM, cmi5, .imscc)",
        )
        bring.add_argument(
            "--language", default="", help="of files that do not say it in their names"
        )
        bring.add_argument(
            "--whole", action="store_true", help="one unit of each file, not one of each chapter"
        )
        bring.add_argument("--resource", default="", help="its key; without it, as the folder says")
        bring.add_argument("--rights", default="", help="an SPDX licence such as CC-BY-4.0")
        bring.add_argument("--original", default="", help="the language it was written in first")
        bring.add_argument(
            "--publish", action="store_true", help="publish at once, as not reviewed here"
        )
        bring.add_argument("--preview", action="store_true", help="keep nothing, only tell")
        bring.add_argument(
            "--as", dest="email", help="the e-mail address of whoever does it (else: OpenLuban)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["deed"] == "list":
            for line in resource_lines():
                self.stdout.write(line)
            return
        if options["deed"] == "book":
            self._write_book(options)
            return
        if options["deed"] == "film":
            self._add_films(options)
            return
        wish = Wish(
            resource=options["resource"],
            rights=options["rights"],
            original=options["original"],
            publish=options["publish"],
            only_look=options["preview"],
        )
        actor = actor_named(options["email"])
        if is_package(options["places"][0]):
            self._bring_in_packages(options, actor)
            return
        reading = Reading(options["language"], is_whole=options["whole"])
        folder = _read(options["places"], reading)
        self._tell(
            import_folder(folder=folder, wish=wish, actor=actor, at=timezone.now()),
            would="would be " if wish.only_look else "",
        )

    def _bring_in_packages(self, options: dict[str, Any], actor: Actor) -> None:
        """Take packages of other learning systems over, as drafts; they are kept as they are."""
        if options["publish"]:
            raise DraftsOnly
        wish = PackageWish(
            resource=options["resource"],
            rights=options["rights"],
            language=options["language"],
            original=options["original"],
            only_look=options["preview"],
        )
        for place in options["places"]:
            told = bring_in_package(
                data=read_file(place), name=place.name, wish=wish, actor=actor, at=timezone.now()
            )
            if told.outcome is not None:
                self._tell(told.outcome, would="would be " if wish.only_look else "")
            else:
                self.stdout.write(f"{place.name}: no page has words; it is kept as it is.")
                self._tell_notes(told.reading.notes)

    def _write_book(self, options: dict[str, Any]) -> None:
        resource = public_resource(options["resource"])
        asked = (options["language"] or resource.original_language, options["beside"])
        languages = [language_of(each) or each for each in asked if each]
        contents = contents_of(resource, languages)
        with written_file(options["out"]) as file:
            write_book(file, contents, settings.LUBAN_SITE_URL)
        self.stdout.write(
            f"{options['out']}: {len(contents.units)} units in {', '.join(languages)}."
        )

    def _add_films(self, options: dict[str, Any]) -> None:
        """Add each film by itself: one that is refused leaves those before it where they are."""
        actor = actor_named(options["email"])
        for place in options["files"]:
            try:
                with opened_plain(place.name, place) as file:
                    film, is_new = bring_film(
                        unit_key=options["unit"],
                        file=file,
                        name=place.name,
                        publish=options["publish"],
                        actor=actor,
                        at=timezone.now(),
                    )
            except Unfit as fault:
                raise FolderRefused([fault.problem]) from fault
            was = "added" if is_new else "there already"
            self.stdout.write(
                f"{place.name}: {was} ({rendition_words(film, 'en')}), {STATE_WORDS[film.state]}."
            )

    def _tell(self, outcome: Outcome, *, would: str) -> None:
        made = "new" if outcome.is_new else "known"
        self.stdout.write(
            f"{outcome.resource} ({made}): {outcome.units} units {would}started, "
            f"{len(outcome.written)} texts {would}written, {len(outcome.unchanged)} as they were, "
            f"{outcome.published} {would}published, {outcome.images} images."
        )
        if outcome.films or outcome.films_unchanged:
            self.stdout.write(
                f"Films: {len(outcome.films)} {would}added, "
                f"{len(outcome.films_unchanged)} as they were."
            )
        self._tell_notes(outcome.notes)

    def _tell_notes(self, notes: Sequence[Problem]) -> None:
        if notes:
            self.stdout.write(f"What does not come over ({len(notes)}):")
        for note in notes:
            self.stdout.write(f"  {placed(note)}")


def _read(places: list[Path], reading: Reading) -> Folder:
    """Read a folder, or files as if they lay in one; folders among files are looked into."""
    if len(places) == 1 and places[0].is_dir():
        return read_folder(places[0], reading)
    beside = places[0].resolve().parent.name
    return read_files(sorted(_files(places)), reading, folder_name=beside)


def _files(places: list[Path]) -> Iterator[tuple[str, Path]]:
    for place in places:
        if place.is_dir():
            yield from ((entry.name, entry.place) for entry in entries_of(place))
        else:
            yield place.name, place
