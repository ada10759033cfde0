"""Giving a program a token, with which it asks in one's own name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.models import Account, ApiToken
from openluban.foundation.access.tokens import digest_of, new_secret
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, Problem

_LONGEST_NAME = 100


@transaction.atomic
def issue_token(
    *,
    name: str,
    only_reads: bool = True,
    expires_at: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> tuple[ApiToken, str]:
    """Make a token for oneself; return it with its secret, which nobody can read again.

    :raises NotAllowed: the actor has no account
    :raises Invalid: the name is empty or too long, or the token would already have ended
    """
    account = Account.objects.filter(key=actor.key, is_active=True).first()
    if actor.kind != "person" or account is None:
        raise NotAllowed
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME:
        sentence = _("Say in a few words what the token is for.")
        raise Invalid([Problem("required", sentence, "name")])
    if expires_at is not None and expires_at <= at:
        raise Invalid([Problem("out_of_range", _("This day is over."), "expires_at")])
    secret = new_secret()
    token = ApiToken.objects.create(
        account=account,
        name=name,
        digest=digest_of(secret),
        only_reads=only_reads,
        made_at=at,
        expires_at=expires_at,
    )
    record(Deed("access.token_issued", "tokens", str(token.pk)), actor=actor, at=at)
    return token, secret
