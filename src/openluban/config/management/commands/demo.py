"""``luban demo``: the demonstration, prepared and served."""

import os
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import LubanCommand
from openluban.config.preparing import prepare
from openluban.config.serving import WORKERS, check_port, port_from, serve
from openluban.config.use_cases.demonstrate import demonstrate
from openluban.site.demo import DEMO_ACCOUNTS


class Command(LubanCommand):
    """Prepares what is not there yet, says where and as whom to sign in, and serves."""

    help = ABOUT["demo"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen."""
        parser.add_argument(
            "--port", default=os.environ.get("PORT") or "8000", help="8000, or what PORT says"
        )
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="127.0.0.1, unless told otherwise",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare, tell, serve."""
        host, port = options["host"], port_from(options["port"])
        check_port(host, port)
        prepare(self.say)
        if demonstrate(at=timezone.now()):
            self.say("The demonstration is ready.")
        self._tell(port)
        serve(host=host, port=port, workers=WORKERS)

    def _tell(self, port: int) -> None:
        width = max(len(person.email) for person in DEMO_ACCOUNTS)
        longest = max(len(person.password) for person in DEMO_ACCOUNTS)
        lines = [
            f"\nOpenLuban, the demonstration: http://localhost:{port}",
            "\nSign-ins (nobody of them exists):",
            *(
                f"  {person.email:<{width}}  {person.password:<{longest}}  {person.about}"
                for person in DEMO_ACCOUNTS
            ),
            "\nEnd it with Ctrl-C; what was entered stays.",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
