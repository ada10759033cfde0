"""``luban serve``: a real installation, served."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.config.serving import WORKERS, check_port, port_from, serve
from openluban.config.use_cases.demonstrate import is_demonstration
from openluban.config.use_cases.set_up import IsDemonstration, has_administrator


class Command(PreparedCommand):
    """Serves until it is told to stop."""

    help = ABOUT["serve"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen, and how many at once."""
        parser.add_argument(
            "--port", default=os.environ.get("PORT") or "8000", help="8000, or what PORT says"
        )
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="127.0.0.1, behind a web server on this machine, unless told otherwise",
        )
        parser.add_argument(
            "--workers", type=int, default=WORKERS, help="processes; one for each core is enough"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve, unless everybody knows the passwords."""
        host, port = options["host"], port_from(options["port"])
        check_port(host, port)
        if is_demonstration() and not settings.LUBAN_DEMO:
            raise IsDemonstration
        if not has_administrator():
            self.say("There is no administrator yet. Make one with: luban setup")
        self.say(f"Serving on http://{host}:{port}")
        serve(host=host, port=port, workers=max(1, options["workers"]))
