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
from openluban.learning.statements.use_cases.count_uses import count_uses
from openluban.learning.statements.use_cases.keep_sources import (
    VERSIONS,
    add_source,
    issue_key,
    set_workshop,
    withdraw_key,
)
from openluban.learning.statements.use_cases.let_go import erase_statements, retain_statements

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
        deeds.add_parser("list", help="say which sources there are, and their keys")
        key.add_argument("--workshop", help="the key of the workshop whose learners it speaks of")
        count = deeds.add_parser("count", help="count how units and courses are used")
        count.add_argument("--anew", action="store_true", help="count all of it again")
        count.add_argument("--as", dest="email", help=_BY)
        retain = deeds.add_parser("retain", help="let go what is older than its source keeps")
        retain.add_argument("--as", dest="email", help=_BY)
        erase = deeds.add_parser("erase", help="erase all statements of a person")
        who = erase.add_mutually_exclusive_group(required=True)
        who.add_argument("--account", help="the name of an account of this site")
        who.add_argument("--mail", help="an e-mail address")
        erase.add_argument("--home", default="", help="the home page of the account, if elsewhere")
        erase.add_argument("--as", dest="email", help=_BY)
        withdraw = deeds.add_parser("withdraw", help="withdraw a key")
        withdraw.add_argument("login", help="the name that the key signs in with")
        withdraw.add_argument("--as", dest="email", help=_BY)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        actor = actor_named(options.get("email"))
        deeds = {
            "key": self._key,
            "list": self._list,
            "count": self._count,
            "retain": self._retain,
            "erase": self._erase,
            "withdraw": self._withdraw,
        }
        deeds[options["deed"]](options, actor)

    def _list(self, _options: dict[str, Any], _actor: Actor) -> None:
        for source in Source.objects.order_by("key"):
            self.stdout.write(f"{source.key}: xAPI {source.version}")
            for key in source.keys.order_by("made_at"):
                standing = "withdrawn" if key.withdrawn_at else key.scopes
                self.stdout.write(f"  {key.login}: {standing}")

    def _count(self, options: dict[str, Any], actor: Actor) -> None:
        counted = count_uses(actor=actor, anew=options["anew"])
        self.stdout.write(f"{counted} statements counted.")

    def _retain(self, _options: dict[str, Any], actor: Actor) -> None:
        gone = retain_statements(actor=actor, at=timezone.now())
        for key, count in gone.items():
            self.stdout.write(f"{key}: {count} gone")
        if not gone:
            self.stdout.write("No source says how long its statements are kept.")

    def _erase(self, options: dict[str, Any], actor: Actor) -> None:
        home = options["home"] or f"{_site()}/"
        account = {"account": {"homePage": home, "name": options["account"]}}
        agent = {"mbox": f"mailto:{options['mail']}"} if options["mail"] else account
        erased = erase_statements(agent=agent, actor=actor, at=timezone.now())
        self.stdout.write(
            f"{erased.statements} statements and {erased.documents} documents are erased;"
            f" {erased.named_elsewhere} of others name the person still."
        )

    def _withdraw(self, options: dict[str, Any], actor: Actor) -> None:
        key = withdraw_key(login=options["login"], actor=actor, at=timezone.now())
        self.stdout.write(f"{key.login}: withdrawn.")

    def _key(self, options: dict[str, Any], actor: Actor) -> None:
        at = timezone.now()
        if not Source.objects.filter(key=options["name"]).exists():
            add_source(
                key=options["name"],
                name=options["name"],
                site=_site(),
                version=options["xapi"],
                actor=actor,
                at=at,
            )
        if options["workshop"]:
            set_workshop(
                source_key=options["name"], workshop_key=options["workshop"], actor=actor, at=at
            )
        scopes = tuple(options["scope"] or USUAL)
        key, secret = issue_key(source_key=options["name"], scopes=scopes, actor=actor, at=at)
        self.say("Written down nowhere: keep it now. It signs in by HTTP Basic at /xAPI.")
        self.stdout.write(f"{key.login}:{secret}")


def _site() -> str:
    return settings.LUBAN_SITE_URL or "http://localhost:8000"
