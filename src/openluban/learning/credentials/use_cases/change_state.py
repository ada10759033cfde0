"""Revoking, suspending and reinstating an award."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openluban.foundation.access.sealing import seal
from openluban.foundation.history.recording import Deed as Entry
from openluban.foundation.history.recording import record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.errors import NotPossibleNow, NotYourIssuer, ReasonMissing
from openluban.learning.credentials.hands import hand_of
from openluban.learning.credentials.lists import REVOCATION, SUSPENSION, say_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.policies import may_issue_for, of_own_issuers
from openluban.learning.credentials.rules import Deed, state_after


@transaction.atomic
def change_state(*, award: str, deed: Deed, reason: str, actor: Actor, at: datetime) -> Award:
    """Revoke (for good), suspend or reinstate an award; anybody who checks it learns of it.

    The reason lies in the history sealed under the recipient's key.

    :raises NotFound: there is no such award, or it is another institution's
    :raises NotYourIssuer: it was the second issuer's; only the first takes it back
    :raises ReasonMissing: no reason was given
    :raises NotPossibleNow: its state does not allow it
    :raises NoKey: the issuer has no key to sign the status list with
    """
    found = the_award(award, actor, at)
    if not reason.strip():
        raise ReasonMissing
    after = state_after(deed, found.state)
    if after is None:
        raise NotPossibleNow(state=found.get_state_display())
    before, found.state = found.state, Award.State(after)
    purpose, on = (REVOCATION, True) if deed == Deed.REVOKE else (SUSPENSION, deed == Deed.SUSPEND)
    if deed == Deed.REVOKE:
        found.ended_on = timezone.localdate(at)
    found.save(update_fields=["state", "ended_on"])
    say_of([found], purpose, hand=hand_of(found.issuer), at=at, on=on)
    sealed = seal(found.person.key, reason.strip())
    changes = {"state": (before, after), "reason": (None, sealed)}
    record(Entry(f"credentials.{after}", "awards", found.key, changes), actor=actor, at=at)
    return found


def the_award(key: str, actor: Actor, at: datetime) -> Award:
    """Return an award of the actor's own institution, locked until the transaction ends.

    :raises NotFound: there is none, or it is another institution's
    :raises NotYourIssuer: the actor's institution signed it second
    """
    locked = Award.objects.select_for_update(of=("self",)).filter(key=key)
    found = (
        locked.filter(of_own_issuers(actor, at))
        .select_related("issuer__institution", "person", "achievement")
        .first()
    )
    if found is None:
        raise NotFound(what=key)
    if not may_issue_for(actor, found.issuer, at):
        raise NotYourIssuer
    return found
