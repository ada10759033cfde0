"""Agreeing to sign what another institution awards, and ending that."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.errors import NotYourIssuer, SameIssuerTwice
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.issuers import Agreement, Issuer
from openluban.learning.credentials.policies import may_issue_for


@transaction.atomic
def agree_to_sign(
    *, achievement: str, issuer: str, co_issuer: str, actor: Actor, at: datetime
) -> Agreement:
    """Let ``co_issuer``, the actor's own, sign whatever ``issuer`` awards of an achievement.

    :raises NotFound: there is no such achievement or issuer
    :raises NotYourIssuer: the actor does not award for ``co_issuer``
    :raises SameIssuerTwice: both are one
    """
    what, first, second = _all((achievement, issuer, co_issuer), actor, at)
    if first.pk == second.pk:
        raise SameIssuerTwice
    made, is_new = Agreement.objects.get_or_create(
        achievement=what,
        issuer=first,
        co_issuer=second,
        ended_at=None,
        defaults={"agreed_at": at},
    )
    if is_new:
        _record("credentials.agreed_to_sign", what, first, second, actor, at)
    return made


@transaction.atomic
def end_agreement(
    *, achievement: str, issuer: str, co_issuer: str, actor: Actor, at: datetime
) -> None:
    """Sign no more of what ``issuer`` awards of an achievement; what is signed stays valid.

    :raises NotFound: there is no such achievement, issuer or agreement
    :raises NotYourIssuer: the actor does not award for ``co_issuer``
    """
    what, first, second = _all((achievement, issuer, co_issuer), actor, at)
    ended = Agreement.objects.filter(
        achievement=what, issuer=first, co_issuer=second, ended_at=None
    ).update(ended_at=at)
    if not ended:
        raise NotFound(what=co_issuer)
    _record("credentials.ended_agreement", what, first, second, actor, at)


def _all(
    keys: tuple[str, str, str], actor: Actor, at: datetime
) -> tuple[Achievement, Issuer, Issuer]:
    achievement, issuer, co_issuer = keys
    what = Achievement.objects.shown().filter(key=achievement).first()
    shown = Issuer.objects.shown().select_related("institution")
    found = {each.key: each for each in shown.filter(key__in=(issuer, co_issuer))}
    if what is None or issuer not in found or co_issuer not in found:
        raise NotFound(what=achievement)
    if not may_issue_for(actor, found[co_issuer], at):
        raise NotYourIssuer
    return what, found[issuer], found[co_issuer]


def _record(
    action: str, what: Achievement, first: Issuer, second: Issuer, actor: Actor, at: datetime
) -> None:
    changes = {"issuer": (None, first.key), "co_issuer": (None, second.key)}
    record(Deed(action, "achievements", what.key, changes), actor=actor, at=at)
