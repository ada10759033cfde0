"""Letting programs ask for a workshop's roster, and not letting them any more."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.learners.formats.oneroster.scopes import SCOPES
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.roles import KEEP
from openluban.network.workshops.public import Workshop

_BYTES = 32


class UnknownScope(Refusal):
    """A scope is none of those that are known, or there is none at all."""

    code = "rosters.unknown_scope"
    sentence = _("Choose what the program may do: %(known)s.")


class NoName(Refusal):
    """A program needs a name by which people know it."""

    code = "rosters.no_name"
    sentence = _("Say what the program is for.")


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits, so one plain hash suffices."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_client(
    *,
    name: str,
    workshop: str,
    scopes: Collection[str],
    actor: Actor,
    at: datetime,
    sees_synthetic: bool = False,
) -> tuple[RosterClient, str]:
    """Let a program ask; return it with its secret, which is shown once and not kept.

    :raises NotAllowed: the actor does not keep that workshop's learners
    :raises NotFound: there is no such workshop
    :raises NoName: the program has no name
    :raises UnknownScope: a scope is not known, or there is none
    """
    if not actor.may(KEEP, at=workshop):
        raise NotAllowed
    place = Workshop.objects.filter(key=workshop, is_shown=True).first()
    if place is None:
        raise NotFound
    if not name.strip():
        raise NoName
    if not scopes or not set(scopes) <= set(SCOPES):
        raise UnknownScope(known=", ".join(SCOPES))
    secret = secrets.token_urlsafe(_BYTES)
    client = RosterClient.objects.create(
        name=name.strip()[:100],
        workshop=place,
        digest=digest_of_secret(secret),
        scopes=sorted(scopes),
        sees_synthetic=sees_synthetic,
        made_by=actor.key if actor.kind == "person" else "",
        made_at=at,
    )
    told = {"workshop": (None, workshop), "scopes": (None, client.scopes)}
    deed = Deed("learners.roster_client_made", "roster-clients", client.key, told)
    record(deed, actor=actor, at=at)
    return client, secret


@transaction.atomic
def revoke_client(*, key: str, actor: Actor, at: datetime) -> None:
    """Let a program ask no more, from this moment on; done twice it changes nothing.

    :raises NotFound: there is none, or the actor does not keep its workshop's learners
    """
    found = RosterClient.objects.select_for_update(of=("self",)).select_related("workshop")
    client = found.filter(key=key).first()
    if client is None or not actor.may(KEEP, at=client.workshop.key):
        raise NotFound
    if client.revoked_at is not None:
        return
    client.revoked_at = at
    client.save(update_fields=["revoked_at"])
    record(Deed("learners.roster_client_revoked", "roster-clients", key), actor=actor, at=at)
