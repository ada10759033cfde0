"""``luban backup``: everything in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.backups.restoring import is_filled
from openluban.config.backups.writing import back_up
from openluban.config.cli import ABOUT
from openluban.config.management.prepared import LubanCommand
from openluban.config.preparing import finish, prepare


class Command(LubanCommand):
    """Leaves the database as it is, also one that a newer version is about to change."""

    help = ABOUT["backup"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the file."""
        parser.add_argument("file", type=Path, help="the file to be made; it holds all secrets")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file, and say what it holds."""
        finish()
        if not is_filled():
            prepare(self.say)
        place: Path = options["file"]
        manifest = back_up(place, at=timezone.now())
        rows = sum(table.rows for table in manifest.tables)
        size = place.stat().st_size / 1_000_000
        self.stdout.write(f"{place}: {rows} rows, {size:.1f} MB. Keep it safe: it holds the keys.")
