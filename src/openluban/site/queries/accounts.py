"""Accounts as an administrator sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from openluban.foundation.access.models import Account, Grant
from openluban.foundation.access.roles import Role, roles
from openluban.foundation.registers.naming import record_names
from openluban.foundation.ui.languages import page_language

PAGE = 100


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody holds, in words."""

    grant: int
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with its roles."""

    key: str
    name: str
    email: str
    is_active: bool
    has_password: bool
    last_login: datetime | None
    roles: tuple[HeldRole, ...]


def account_rows(*, after: str = "") -> tuple[list[AccountRow], bool]:
    """Return accounts by e-mail address after one, and whether there are more: three queries."""
    found = list(Account.objects.filter(email__gt=after).order_by("email")[: PAGE + 1])
    shown = found[:PAGE]
    held = _held(shown)
    return [_row(account, held.get(account.pk, ())) for account in shown], len(found) > PAGE


def account_row(key: str) -> AccountRow | None:
    """Return one account, None if there is none: three queries at most."""
    account = Account.objects.filter(key=key).first()
    return None if account is None else _row(account, held_roles(account))


def held_roles(account: Account) -> tuple[HeldRole, ...]:
    """Return the roles that somebody holds: one query, one more if any is held at a place."""
    return _held([account]).get(account.pk, ())


def _row(account: Account, held: tuple[HeldRole, ...]) -> AccountRow:
    return AccountRow(
        account.key,
        account.name,
        account.email,
        account.is_active,
        account.has_usable_password(),
        account.last_login,
        held,
    )


def _held(accounts: Iterable[Account]) -> dict[int, tuple[HeldRole, ...]]:
    grants = list(Grant.objects.filter(account__in=[each.pk for each in accounts]).order_by("id"))
    declared = {role.key: role for role in roles()}
    places = {grant.pk: _place(grant, declared.get(grant.role)) for grant in grants if grant.scope}
    names = record_names(set(places.values())) if places else {}
    held: dict[int, tuple[HeldRole, ...]] = {}
    for grant in grants:
        place = names.get(places.get(grant.pk, ""))
        words = place.best(page_language())[1] if place else grant.scope
        role = declared.get(grant.role)
        one = HeldRole(grant.pk, str(role.title) if role else grant.role, words)
        held[grant.account_id] = (*held.get(grant.account_id, ()), one)
    return held


def _place(grant: Grant, role: Role | None) -> str:
    return f"{role.scopes}/{grant.scope}" if role else grant.scope
