"""Shutting an account, and opening it again."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.site.errors import LastAdministrator
from openluban.site.policies import is_last_administrator, the_account


@transaction.atomic
def deactivate_account(*, account: str, actor: Actor, at: datetime) -> Account:
    """Shut an account: whoever is signed in with it is the public from the next page on.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account
    :raises LastAdministrator: nobody would be left who could give roles
    """
    found = the_account(account, actor=actor)
    if is_last_administrator(found):
        raise LastAdministrator
    return _set(found, "accounts.deactivated", is_active=False, actor=actor, at=at)


@transaction.atomic
def reactivate_account(*, account: str, actor: Actor, at: datetime) -> Account:
    """Open a shut account again, with the roles it had.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account
    """
    found = the_account(account, actor=actor)
    return _set(found, "accounts.reactivated", is_active=True, actor=actor, at=at)


def _set(account: Account, action: str, *, is_active: bool, actor: Actor, at: datetime) -> Account:
    if account.is_active != is_active:
        changes = {"is_active": (account.is_active, is_active)}
        account.is_active = is_active
        account.save(update_fields=["is_active"])
        record(Deed(action, "accounts", account.key, changes), actor=actor, at=at)
    return account
