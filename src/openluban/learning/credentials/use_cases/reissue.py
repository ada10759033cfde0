"""Issuing an award anew: a corrected name, a lost key."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.sealing import seal
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.learning.credentials.drafting import Order
from openluban.learning.credentials.errors import NotPossibleNow, NotThere, ReasonMissing
from openluban.learning.credentials.hands import Hand, hand_of
from openluban.learning.credentials.issuing import issue
from openluban.learning.credentials.lists import REVOCATION, say_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.roster import candidates, lock_persons
from openluban.learning.credentials.use_cases.change_state import the_award

_OUT = (Award.State.VALID, Award.State.SUSPENDED)


@transaction.atomic
def reissue(*, award: str, reason: str, actor: Actor, at: datetime) -> Award:
    """Revoke an award as replaced and issue it anew, as the recipient is called today.

    The day and the wording stay those of the award that is replaced, which counts no more.

    :raises NotFound: there is no such award, or it is another institution's
    :raises NotYourIssuer: it was the second issuer's
    :raises ReasonMissing: no reason was given
    :raises NotPossibleNow: it is revoked or replaced already
    :raises NotThere: the recipient is not here any more
    :raises NoKey: an issuer has no key
    """
    # Before the award itself: whoever is being erased is locked first as well.
    lock_persons(Award.objects.filter(key=award).values("person"))
    old = the_award(award, actor, at)
    if not reason.strip():
        raise ReasonMissing
    if old.state not in _OUT:
        raise NotPossibleNow(state=old.get_state_display())
    person = candidates([old.enrolment_id]).get(old.enrolment_id) if old.enrolment_id else None
    if person is None:
        raise NotThere
    hand = hand_of(old.issuer)
    before, old.state = old.state, Award.State.SUPERSEDED
    old.ended_on = old.awarded_on
    old.save(update_fields=["state", "ended_on"])
    say_of([old], REVOCATION, hand=hand, at=at, on=True)
    order = Order(old.achievement, old.edition, hand, _second(old), old.awarded_on)
    new = issue(order, [person], actor=actor, at=at, replacing=old)[0]
    old.sharings.update(award=new)
    sealed = seal(old.person.key, reason.strip())
    changes = {
        "state": (before, "superseded"),
        "replaced_by": (None, new.key),
        "reason": (None, sealed),
    }
    record(Deed("credentials.superseded", "awards", old.key, changes), actor=actor, at=at)
    return new


def _second(award: Award) -> Hand | None:
    return hand_of(award.co_issuer) if award.co_issuer else None
