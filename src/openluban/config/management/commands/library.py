"""``luban library import FOLDER`` and ``luban library list``."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.kernel.actor import Actor
from openluban.teaching.courseware.public import Wish as PackageWish
from openluban.teaching.courseware.public import bring_in_package, is_package
from openluban.teaching.library.folders import placed
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.queries.listing import resource_lines
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder


class Command(PreparedCommand):
    """Takes a folder over and says what came and what did not, or lists what is there."""

    help = ABOUT["library"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with what."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("list", help="Say which resources there are, and in which languages.")
        bring = deeds.add_parser("import", help="Take a folder of Markdown over.")
        bring.add_argument(
            "folder", type=Path, help="texts named NN-name.LANGUAGE.md, or a package"
        )
        bring.add_argument("--resource", default="", help="its key; without it, as the folder says")
        bring.add_argument("--rights", default="", help="an SPDX licence such as CC-BY-4.0")
        bring.add_argument("--language", default="", help="of texts of a package that say none")
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
        wish = Wish(
            resource=options["resource"],
            rights=options["rights"],
            original=options["original"],
            publish=options["publish"],
            only_look=options["preview"],
        )
        actor = actor_named(options["email"])
        if is_package(options["folder"]):
            self._bring_in_package(options, actor)
            return
        folder = read_folder(options["folder"])
        self._tell(
            import_folder(folder=folder, wish=wish, actor=actor, at=timezone.now()),
            would="would be " if wish.only_look else "",
        )

    def _bring_in_package(self, options: dict[str, Any], actor: Actor) -> None:
        """Take a package of another learning system over, as drafts; it is kept as it is."""
        wish = PackageWish(
            resource=options["resource"],
            rights=options["rights"],
            language=options["language"],
            original=options["original"],
            only_look=options["preview"],
        )
        place = options["folder"]
        told = bring_in_package(
            data=read_file(place), name=place.name, wish=wish, actor=actor, at=timezone.now()
        )
        if told.outcome is not None:
            self._tell(told.outcome, would="would be " if wish.only_look else "")
            return
        self.stdout.write("No page of it has words; it is kept as it is.")
        for note in told.reading.notes:
            self.stdout.write(f"  {placed(note)}")

    def _tell(self, outcome: Outcome, *, would: str) -> None:
        made = "new" if outcome.is_new else "known"
        self.stdout.write(
            f"{outcome.resource} ({made}): {outcome.units} units {would}started, "
            f"{len(outcome.written)} texts {would}written, {len(outcome.unchanged)} as they were, "
            f"{outcome.published} {would}published, {outcome.images} images."
        )
        if outcome.notes:
            self.stdout.write(f"What does not come over ({len(outcome.notes)}):")
        for note in outcome.notes:
            self.stdout.write(f"  {placed(note)}")
