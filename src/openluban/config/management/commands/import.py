"""``luban import``: a spreadsheet into a register."""  # noqa: N999 - the word for it

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named, register_named
from openluban.foundation.registers.use_cases.import_rows import import_rows, preview_import
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.refusals import Invalid


class Command(PreparedCommand):
    """Applies the whole file or nothing."""

    help = ABOUT["import"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what goes where, and in whose name."""
        parser.add_argument("register", help="such as workshops; luban load lists them")
        parser.add_argument("file", type=Path, help="CSV or XLSX, with the register's columns")
        parser.add_argument("--preview", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--as", dest="email", help="in whose name, by e-mail address; else the installation's"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, or say what importing would do."""
        place: Path = options["file"]
        register = register_named(options["register"])
        columns = Columns(register.headers)
        sheet = read_sheet(read_file(place), filename=place.name, columns=columns)
        do = preview_import if options["preview"] else import_rows
        actor = actor_named(options["email"])
        outcome = do(register_key=register.key, sheet=sheet, actor=actor, at=timezone.now())
        if outcome.problems:
            raise Invalid(outcome.problems)
        would = "would be " if options["preview"] else ""
        self.stdout.write(
            f"{register.key}: {outcome.new} {would}entered, {outcome.changed} {would}changed, "
            f"{outcome.unchanged} as they were."
        )
