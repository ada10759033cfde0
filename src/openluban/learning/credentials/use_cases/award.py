"""Awarding one person."""

from datetime import datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.learning.credentials.issuing import issue
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.ordering import Wish, order_of
from openluban.learning.credentials.policies import may_issue
from openluban.learning.credentials.roster import candidate_of, refuse_unfit


@transaction.atomic
def award_one(*, wish: Wish, enrolment: str, actor: Actor, at: datetime) -> Award:
    """Award the person of an enrolment (its key); a completed enrolment becomes certified.

    :raises NotAllowed: the actor awards for nobody
    :raises NotFound: there is no such achievement or issuer
    :raises NotYourIssuer: the actor does not award for this issuer
    :raises SameIssuerTwice: both issuers are one
    :raises NotAgreed: the second issuer has not agreed to sign
    :raises NoKey: an issuer has no key
    :raises InTheFuture: the day lies in the future
    :raises NotThere: there is no such learner at the actor's institution
    :raises AnotherProgramme: the learner is on another programme
    :raises NotCompleted: the learner has not completed it
    :raises AwardedAlready: the learner holds a valid award of it
    """
    if not may_issue(actor):
        raise NotAllowed
    order = order_of(wish, actor=actor, at=at)
    found = refuse_unfit(candidate_of(enrolment, actor, at), order.achievement)
    return issue(order, [found], actor=actor, at=at)[0]
