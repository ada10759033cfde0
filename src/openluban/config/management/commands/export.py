"""``luban export``: a register as a spreadsheet."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.files import written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import register_named
from openluban.foundation.registers.queries.exporting import export_header, export_rows
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.sheets.writing import write_csv, write_xlsx
from openluban.kernel.actor import PUBLIC, SYSTEM

_MOST = sys.maxsize


class Command(PreparedCommand):
    """Writes what the public sees, unless it is asked for all."""

    help = ABOUT["export"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be written, and where to."""
        parser.add_argument("register", help="such as workshops; luban load lists them")
        parser.add_argument("--xlsx", action="store_true", help="an Excel workbook, else CSV")
        parser.add_argument("--all", action="store_true", help="what is proposed or internal, too")
        parser.add_argument("--output", type=Path, help="the file to be made, else standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the register."""
        register = register_named(options["register"])
        actor = SYSTEM if options["all"] else PUBLIC
        header = export_header(register, Wanted())
        rows = export_rows(register, Wanted(), actor, most=_MOST)
        pieces: Iterable[bytes] = (
            [write_xlsx(header, rows, title=register.key)]
            if options["xlsx"]
            else write_csv(header, rows)
        )
        if options["output"] is None:
            sys.stdout.buffer.writelines(pieces)
            return
        with written_file(options["output"]) as file:
            file.writelines(pieces)
