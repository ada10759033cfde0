"""Erasing a person: the account goes, and what the history says of them tells nobody anything."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.sealing import erase
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.site.errors import LastAdministrator
from openluban.site.policies import is_last_administrator, the_account


@transaction.atomic
def erase_person(*, account: str, actor: Actor, at: datetime) -> None:
    """Delete an account with all that hangs on it, and destroy the key that seals its name.

    What the person did stays in the history, under a pseudonym that leads to nobody.

    :raises NotAllowed: the actor is no administrator, or means themselves
    :raises NotFound: there is no such account
    :raises LastAdministrator: nobody would be left who could give roles
    """
    found = the_account(account, actor=actor)
    # The deed itself would be written under a fresh key in their name.
    if found.key == actor.key:
        raise NotAllowed
    if is_last_administrator(found):
        raise LastAdministrator
    found.delete()
    erase(account)
    record(Deed("accounts.erased", "accounts", account), actor=actor, at=at)
