"""``luban account``: accounts, roles, links for a new password."""

from datetime import datetime
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import account_named
from openluban.config.password_links import password_link
from openluban.foundation.access.models import Account, Grant
from openluban.foundation.access.roles import roles
from openluban.kernel.actor import SYSTEM
from openluban.site.use_cases.create_account import create_account
from openluban.site.use_cases.deactivate_account import deactivate_account, reactivate_account
from openluban.site.use_cases.grant_role import grant_role
from openluban.site.use_cases.revoke_role import revoke_role


class Command(PreparedCommand):
    """One verb a thing that is done with an account."""

    help = ABOUT["account"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and whom it is about."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        create = verbs.add_parser("create", help="make an account; prints a link for its password")
        create.add_argument("email")
        create.add_argument("name")
        for verb, about in (("grant", "give a role"), ("revoke", "take a role back")):
            given = verbs.add_parser(verb, help=about)
            given.add_argument("email")
            given.add_argument("role", help=", ".join(role.key for role in roles()))
            given.add_argument(
                "--at", dest="scope", default="", help="an institution's or a workshop's key"
            )
        for verb, about in (
            ("link", "print a link for a new password"),
            ("shut", "let somebody sign in no more"),
            ("open", "let somebody sign in again"),
        ):
            verbs.add_parser(verb, help=about).add_argument("email")
        verbs.add_parser("list", help="list accounts and roles")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        verb, now = options["verb"], timezone.now()
        if verb == "list":
            self._list()
        elif verb == "create":
            account = create_account(
                email=options["email"], name=options["name"], actor=SYSTEM, at=now
            )
            self._link(account)
        elif verb == "link":
            self._link(account_named(options["email"]))
        else:
            _change(verb, account_named(options["email"]), options, now)

    def _list(self) -> None:
        for account in Account.objects.order_by("email").prefetch_related("grants"):
            held = [_told(grant) for grant in account.grants.all()]
            shut = "" if account.is_active else " (shut)"
            self.stdout.write(f"{account.email}{shut}  {account.name}  {', '.join(held)}")

    def _link(self, account: Account) -> None:
        self.say("Whoever opens this address sets a new password. It works once, for three days:")
        self.stdout.write(password_link(account))


def _told(grant: Grant) -> str:
    return f"{grant.role} at {grant.scope}" if grant.scope else grant.role


def _change(verb: str, account: Account, options: dict[str, Any], now: datetime) -> None:
    key = account.key
    if verb == "grant":
        grant_role(account=key, role=options["role"], scope=options["scope"], actor=SYSTEM, at=now)
    elif verb == "revoke":
        held = account.grants.filter(role=options["role"], scope=options["scope"]).first()
        revoke_role(account=key, grant_id=held.pk if held else 0, actor=SYSTEM, at=now)
    elif verb == "shut":
        deactivate_account(account=key, actor=SYSTEM, at=now)
    else:
        reactivate_account(account=key, actor=SYSTEM, at=now)
