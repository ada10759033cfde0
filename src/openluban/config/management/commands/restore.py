"""``luban restore``: everything back from one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.backups.restoring import restore
from openluban.config.cli import ABOUT
from openluban.config.management.prepared import LubanCommand


class Command(LubanCommand):
    """Replaces nothing unless it is told to."""

    help = ABOUT["restore"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and the word that something may be replaced."""
        parser.add_argument("file", type=Path, help="a file that luban backup made")
        parser.add_argument(
            "--force", action="store_true", help="replace the installation that is there"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring it back, and say where the former data lie."""
        manifest, former = restore(options["file"], force=options["force"], at=timezone.now())
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(f"Restored: {rows} rows of {manifest.made_at}.")
        if former:
            places = " and ".join(former)
            self.stdout.write(f"The former data lie in {places}. Delete them when all is well.")
