"""Who may award, and who sees awards.

The role of an issuer is granted at a workshop, or at an institution: one of a workshop speaks for
its host institutions, one of an institution for that alone. An institution reaches the learners of
workshops where it hosts, leads or teaches beside others; suppliers, enterprises and authorities
reach nobody. What an institution is to a workshop counts on the day on which somebody acts: when
the tie has ended, so have sight and right.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from openluban.foundation.registers.policies import may_accept
from openluban.kernel.actor import Actor
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.learners.public import ISSUE, may_count
from openluban.network.workshops.public import TEACHING, Role, parties_on


def places_of(actor: Actor) -> frozenset[str]:
    """Return the keys of the workshops and institutions at which somebody awards."""
    return frozenset(scope for scope in actor.scopes(ISSUE) if scope)


def may_issue(actor: Actor) -> bool:
    """Test whether somebody awards at all."""
    return actor.kind == "system" or bool(places_of(actor))


def issuers_for(actor: Actor, at: datetime) -> QuerySet[Issuer]:
    """Return the issuers in whose name somebody awards at a moment."""
    if actor.kind == "system":
        return Issuer.objects.all()
    places = places_of(actor)
    hosted = parties_on(timezone.localdate(at)).filter(
        institution=OuterRef("institution"), workshop__key__in=places, role=Role.HOST
    )
    return Issuer.objects.filter(Q(institution__key__in=places) | Q(Exists(hosted)))


def workshops_reached(actor: Actor, at: datetime) -> Q:
    """Return what narrows enrolments to those at workshops whose learners somebody awards.

    Those of the workshop itself, or of an institution that teaches there on that day.
    """
    if actor.kind == "system":
        return Q()
    places = places_of(actor)
    teaching = parties_on(timezone.localdate(at)).filter(
        workshop=OuterRef("workshop"), institution__key__in=places, role__in=TEACHING
    )
    return Q(workshop__key__in=places) | Q(Exists(teaching))


def may_issue_for(actor: Actor, issuer: Issuer, at: datetime) -> bool:
    """Test whether somebody awards in the name of an issuer; one query."""
    return may_issue(actor) and issuers_for(actor, at).filter(pk=issuer.pk).exists()


def may_count_awards(actor: Actor) -> bool:
    """Issuers and registrars see their own records behind a figure of awards, officers all.

    All of them see them under pseudonyms.
    """
    return may_issue(actor) or may_count(actor)


def may_keep_keys(actor: Actor, issuer: Issuer, at: datetime) -> bool:
    """Those who award for an issuer keep its keys; officers may when nobody of it can."""
    return may_accept(actor) or may_issue_for(actor, issuer, at)


def of_own_issuers(actor: Actor, at: datetime) -> Q:
    """Return what narrows awards and batches to those that somebody may see as an issuer."""
    if actor.kind == "system":
        return Q()
    own = issuers_for(actor, at).values("pk")
    return Q(issuer__in=own) | Q(co_issuer__in=own)
