"""Taking a role from somebody."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.models import Account, Grant
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.site.errors import LastAdministrator
from openluban.site.policies import is_last_administrator, the_account


@transaction.atomic
def revoke_role(*, account: str, grant_id: int, actor: Actor, at: datetime) -> Account:
    """Take a role back; return the account.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account, or it does not hold this grant
    :raises LastAdministrator: nobody would be left who could give roles
    """
    found = the_account(account, actor=actor)
    was_administrator = is_last_administrator(found)
    grant = Grant.objects.filter(pk=grant_id, account=found).first()
    if grant is None:
        raise NotFound(grant=grant_id)
    changes = {"role": (grant.role, None), "scope": (grant.scope, None)}
    grant.delete()
    if was_administrator and not is_last_administrator(found):
        raise LastAdministrator
    record(Deed("accounts.role_revoked", "accounts", found.key, changes), actor=actor, at=at)
    return found
