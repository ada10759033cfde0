"""``luban harvest``: repositories elsewhere, and taking over what they describe."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.teaching.harvest.errors import WHY_WORDS, Why
from openluban.teaching.harvest.fetching import Asker
from openluban.teaching.harvest.models import Source
from openluban.teaching.harvest.queries.sources import sources_named
from openluban.teaching.harvest.running import run_source
from openluban.teaching.harvest.use_cases.keep_sources import add_source


class Command(PreparedCommand):
    """Adds repositories, lists them, and goes through them."""

    help = ABOUT["harvest"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with what."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        add = deeds.add_parser("add", help="add a repository that speaks OAI-PMH 2.0")
        add.add_argument("url", help="its base address, such as https://repository.example/oai")
        add.add_argument("--name", required=True, help="letters, digits and hyphens")
        add.add_argument("--set", dest="set_spec", default="", help="only this set of it")
        add.add_argument(
            "--private", action="store_true", help="it may be a machine of a private network"
        )
        add.add_argument("--as", dest="email", help="the e-mail address of whoever does it")
        run = deeds.add_parser("run", help="take over what changed since the last run")
        run.add_argument("name", nargs="?", default="", help="only this one; else all")
        run.add_argument(
            "--whole", action="store_true", help="ask for everything; what is not met is gone"
        )
        deeds.add_parser("list", help="say which repositories there are, and how it went")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["deed"] == "add":
            source = add_source(
                key=options["name"],
                url=options["url"],
                set_spec=options["set_spec"],
                allows_private=options["private"],
                actor=actor_named(options["email"]),
                at=timezone.now(),
            )
            self.stdout.write(f"{source.key}: added. Next: luban harvest run {source.key}")
            return
        sources = sources_named(options.get("name", ""))
        if options["deed"] == "run":
            went_well = [self._run(source, is_whole=options["whole"]) for source in sources]
            if not all(went_well):
                message = f"{went_well.count(False)} of {len(sources)} did not come to an end."
                raise CommandError(message)
            return
        for source in sources:
            self._tell(source)

    def _run(self, source: Source, *, is_whole: bool) -> bool:
        asker = Asker(source.url, source.allows_private, settings.LUBAN_CONTACT)
        went_well = run_source(source, ask=asker.ask, clock=timezone.now, is_whole=is_whole)
        self._tell(source)
        for identifier, rule in source.skipped:
            self.stdout.write(f"  skipped {identifier or '?'}: {rule}")
        return went_well

    def _tell(self, source: Source) -> None:
        counts = ", ".join(f"{count} {name}" for name, count in source.counts.items())
        ended = source.ended_at.strftime("%Y-%m-%d %H:%M UTC") if source.ended_at else "never"
        self.stdout.write(f"{source.key}: {counts or 'nothing yet'}; last whole run {ended}")
        if source.error:
            words = WHY_WORDS[Why(source.error)]
            self.stdout.write(f"  {words} {source.error_detail}".rstrip())
