"""From what somebody wishes to award to an order that can be carried out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.drafting import Order
from openluban.learning.credentials.editions import edition_of
from openluban.learning.credentials.errors import (
    InTheFuture,
    NotAgreed,
    NotYourIssuer,
    SameIssuerTwice,
)
from openluban.learning.credentials.hands import hand_of
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.issuers import Agreement, Issuer
from openluban.learning.credentials.policies import may_issue_for


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes to award: keys of an achievement and of one or two issuers, a day."""

    achievement: str
    issuer: str
    awarded_on: date
    co_issuer: str = ""


def order_of(wish: Wish, *, actor: Actor, at: datetime) -> Order:
    """Return the order, with the edition of today. Call it inside the transaction that awards.

    :raises NotFound: there is no such achievement or issuer that the network has accepted
    :raises NotYourIssuer: the actor does not award for this issuer
    :raises SameIssuerTwice: both issuers are one
    :raises NotAgreed: the second issuer has not agreed to sign
    :raises NoKey: an issuer has no key
    :raises InTheFuture: the day lies in the future
    """
    achievement = Achievement.objects.shown().filter(key=wish.achievement, closed_on=None).first()
    issuer, co_issuer = _issuer(wish.issuer), None
    if achievement is None:
        raise NotFound(what=wish.achievement)
    if not may_issue_for(actor, issuer, at):
        raise NotYourIssuer
    if wish.co_issuer:
        co_issuer = _issuer(wish.co_issuer)
        _refuse_unasked(achievement, issuer, co_issuer)
    if wish.awarded_on > timezone.localdate(at):
        raise InTheFuture
    return Order(
        achievement,
        edition_of(achievement, at=at),
        hand_of(issuer),
        hand_of(co_issuer) if co_issuer else None,
        wish.awarded_on,
    )


def _issuer(key: str) -> Issuer:
    shown = Issuer.objects.shown().filter(key=key, closed_on=None)
    issuer = shown.select_related("institution").first()
    if issuer is None:
        raise NotFound(what=key)
    return issuer


def _refuse_unasked(achievement: Achievement, issuer: Issuer, co_issuer: Issuer) -> None:
    """Refuse to sign in the name of an institution that has not agreed."""
    if issuer.pk == co_issuer.pk:
        raise SameIssuerTwice
    agreed = Agreement.objects.filter(
        achievement=achievement, issuer=issuer, co_issuer=co_issuer, ended_at=None
    )
    if not agreed.exists():
        raise NotAgreed(issuer=str(co_issuer.name))
