"""``luban library import FOLDER``, ``luban library list``, ``luban library book KEY FILE``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.teaching.library.books import write_book
from openluban.teaching.library.folders import placed
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.queries.book import contents_of, public_resource
from openluban.teaching.library.queries.listing import resource_lines
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder


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
        bring = deeds.add_parser("import", help="Take a folder of Markdown over.")
        bring.add_argument("folder", type=Path, help="texts named NN-name.LANGUAGE.md")
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
        wish = Wish(
            resource=options["resource"],
            rights=options["rights"],
            original=options["original"],
            publish=options["publish"],
            only_look=options["preview"],
        )
        actor = actor_named(options["email"])
        folder = read_folder(options["folder"])
        self._tell(
            import_folder(folder=folder, wish=wish, actor=actor, at=timezone.now()),
            would="would be " if wish.only_look else "",
        )

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
