"""What becomes of awards when their recipient is erased."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.learning.credentials.errors import NoKey
from openluban.learning.credentials.hands import Hand, hand_of
from openluban.learning.credentials.lists import REVOCATION, say_of
from openluban.learning.credentials.models.awards import Award, Sharing
from openluban.learning.credentials.models.issuers import Issuer


@transaction.atomic
def forget_recipient(*, person: int, actor: Actor, at: datetime) -> int:
    """Destroy the documents and links of a person's awards; return how many there were.

    Their places in the status lists stay revoked. That somebody was awarded still counts. For the
    use case of learners that erases a person, which has checked who may.
    """
    locked = Award.objects.select_for_update().filter(person=person)
    awards = list(locked.exclude(state=Award.State.ERASED))
    Sharing.objects.filter(award__in=awards).delete()
    by_issuer: dict[int, list[Award]] = {}
    for award in awards:
        by_issuer.setdefault(award.issuer_id, []).append(award)
    for issuer in Issuer.objects.filter(pk__in=by_issuer):
        say_of(by_issuer[issuer.pk], REVOCATION, hand=_hand(issuer), at=at, on=True)
    Award.objects.filter(pk__in=[each.pk for each in awards]).update(
        state=Award.State.ERASED, document=b"", is_named=False
    )
    deeds = [Deed("credentials.erased", "awards", award.key) for award in awards]
    return record_all(deeds, actor=actor, at=at)


def _hand(issuer: Issuer) -> Hand | None:
    """Return who signs the list; a lost key keeps nobody from being erased."""
    try:
        return hand_of(issuer)
    except NoKey:
        return None
