"""``luban reconcile``: published figures in a file, held against the register."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import translation

from openluban.config.cli import ABOUT
from openluban.config.files import read_file
from openluban.config.management.prepared import PreparedCommand
from openluban.publishing.published.answers import as_json
from openluban.publishing.published.files import read_stated
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.report import text_report


class Command(PreparedCommand):
    """Gives every row a verdict and a reason."""

    help = ABOUT["reconcile"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and the form of the answer."""
        parser.add_argument("file", type=Path, help="CSV or XLSX, with at least id, claim, number")
        parser.add_argument("--json", action="store_true", help="a list for programs, else text")
        parser.add_argument(
            "--language", choices=[code for code, _name in settings.LANGUAGES], default="en"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Reconcile, and write nothing but the answer."""
        place: Path = options["file"]
        with translation.override(options["language"]):
            rows = read_stated(read_file(place), filename=place.name)
            results = Reconciler(rows).reconcile()
            if options["json"]:
                told = [as_json(result) for result in results]
                answer = json.dumps(told, ensure_ascii=False, indent=1)
            else:
                answer = text_report(results)
        self.stdout.write(answer)
