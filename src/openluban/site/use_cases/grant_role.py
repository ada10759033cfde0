"""Giving somebody a role."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.models import Grant
from openluban.foundation.access.roles import Role, roles
from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.naming import record_name
from openluban.kernel.actor import Actor
from openluban.site.errors import AlreadyGranted, NoSuchRole, ScopeUnfit
from openluban.site.policies import the_account


@transaction.atomic
def grant_role(*, account: str, role: str, scope: str = "", actor: Actor, at: datetime) -> Grant:
    """Give a role; ``scope`` is the key of the institution or workshop it is held at.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account
    :raises NoSuchRole: no module declares the role
    :raises ScopeUnfit: the role needs a scope and has none, or the other way round
    :raises AlreadyGranted: the role is held already
    """
    found = the_account(account, actor=actor)
    declared = {each.key: each for each in roles()}
    if role not in declared:
        raise NoSuchRole(role=role)
    if not _fits(declared[role], scope):
        raise ScopeUnfit
    grant, is_new = Grant.objects.get_or_create(account=found, role=role, scope=scope)
    if not is_new:
        raise AlreadyGranted
    changes = {"role": (None, role), "scope": (None, scope)}
    record(Deed("accounts.role_granted", "accounts", found.key, changes), actor=actor, at=at)
    return grant


def _fits(role: Role, scope: str) -> bool:
    if not role.scoped:
        return not scope
    return bool(scope) and record_name(f"{role.scopes}/{scope}") is not None
