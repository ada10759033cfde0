"""``luban statements``: keys for programs that send statements, what came, what goes."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.kernel.actor import Actor
from openluban.learning.statements.models import Source
from openluban.learning.statements.rules.scopes import USUAL, WORDS
from openluban.learning.statements.use_cases.keep_sources import (
    VERSIONS,
    add_source,
    issue_key,
    withdraw_key,
)

_BY = "the e-mail address of whoever does it"


class Command(PreparedCommand):
    """Makes and withdraws keys, tells what came, lets go what is kept no longer."""

    help = ABOUT["statements"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with what."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        key = deeds.add_parser("key", help="make a key for a source and print it, once")
        key.add_argument("name", help="the source: small letters, digits and hyphens")
        key.add_argument(
            "--scope", action="append", choices=WORDS, help=f"usually {', '.join(USUAL)}"
        )
        key.add_argument("--xapi", choices=VERSIONS, default=VERSIONS[0], help="what it speaks")
        key.add_argument("--as", dest="email", help=_BY)
        withdraw = deeds.add_parser("withdraw", help="withdraw a key")
        withdraw.add_argument("login", help="the name that the key signs in with")
        withdraw.add_argument("--as", dest="email", help=_BY)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        actor = actor_named(options.get("email"))
        if options["deed"] == "key":
            self._key(options, actor)
        else:
            key = withdraw_key(login=options["login"], actor=actor, at=timezone.now())
            self.stdout.write(f"{key.login}: withdrawn.")

    def _key(self, options: dict[str, Any], actor: Actor) -> None:
        at = timezone.now()
        if not Source.objects.filter(key=options["name"]).exists():
            site = settings.LUBAN_SITE_URL or "http://localhost:8000"
            add_source(
                key=options["name"],
                name=options["name"],
                site=site,
                version=options["xapi"],
                actor=actor,
                at=at,
            )
        scopes = tuple(options["scope"] or USUAL)
        key, secret = issue_key(source_key=options["name"], scopes=scopes, actor=actor, at=at)
        self.say("Written down nowhere: keep it now. It signs in by HTTP Basic at /xAPI.")
        self.stdout.write(f"{key.login}:{secret}")
