"""From a signed-in account to the actor that use cases know."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest  # noqa: TID251 - the one place that reads who asks

from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import abilities_of
from openluban.kernel.actor import PUBLIC, Actor


def actor_for(account: Account) -> Actor:
    """Return the actor for an account; one query for its grants."""
    held = account.grants.values_list("role", "scope")
    abilities = {(ability, scope) for role, scope in held for ability in abilities_of(role)}
    return Actor("person", account.key, account.name, frozenset(abilities))


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks: the public, or the person signed in (asked for once per request)."""
    known = getattr(request, "_luban_actor", None)
    if isinstance(known, Actor):
        return known
    user: Model | AnonymousUser = request.user
    actor = actor_for(user) if isinstance(user, Account) and user.is_active else PUBLIC
    request._luban_actor = actor  # type: ignore[attr-defined]  # noqa: SLF001
    return actor


def act_as(request: HttpRequest, actor: Actor) -> None:
    """Say who asks, where a token has shown it: ``actor_of`` returns them from now on."""
    request._luban_actor = actor  # type: ignore[attr-defined]  # noqa: SLF001
