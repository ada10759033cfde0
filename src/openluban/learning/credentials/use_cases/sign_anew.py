"""Signing anew what a compromised key had signed."""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.credentials.drafting import Order
from openluban.learning.credentials.hands import Hand, hand_of
from openluban.learning.credentials.issuing import signed_bytes
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.policies import may_keep_keys

PIECE = 200


@transaction.atomic
def sign_anew(*, issuer: str, actor: Actor, at: datetime, most: int = PIECE) -> int:
    """Sign the next few awards anew that no trusted key vouches for; return how many are left.

    They keep identifier, wording and place in the status list. Call it until nothing is left.

    :raises NotFound: there is no such issuer that the network has accepted
    :raises NotAllowed: the actor neither issues for it nor is an officer
    :raises NoKey: an issuer has no key
    """
    found = Issuer.objects.shown().select_related("institution").filter(key=issuer).first()
    if found is None:
        raise NotFound(what=issuer)
    if not may_keep_keys(actor, found, at):
        raise NotAllowed
    hand = hand_of(found)
    hands: dict[int | None, Hand | None] = {None: None}
    doubted = unbelieved(found).select_for_update(of=("self",))
    some = list(doubted.select_related("achievement", "edition", "co_issuer").order_by("pk")[:most])
    for award in some:
        if award.co_issuer_id not in hands and award.co_issuer is not None:
            hands[award.co_issuer_id] = hand_of(award.co_issuer)
        co_hand = hands[award.co_issuer_id]
        order = Order(award.achievement, award.edition, hand, co_hand, award.awarded_on)
        award.document = signed_bytes(order, _as_of(award, hand), at=at)
        award.signed_with = hand.key
    Award.objects.bulk_update(some, ["document", "signed_with"])
    left = unbelieved(found).count()
    changes = {"awards": (None, len(some)), "left": (None, left)}
    deed = Deed("credentials.signed_anew", "issuers", found.key, changes)
    record(deed, actor=actor, at=at)
    return left


def unbelieved(issuer: Issuer) -> QuerySet[Award]:
    """Return the awards whose documents a compromised key signed."""
    signed = Award.objects.filter(issuer=issuer, signed_with__compromised_at__isnull=False)
    return signed.exclude(state=Award.State.ERASED)


def _as_of(award: Award, hand: Hand) -> dict[str, object]:
    """Return what the award says, in the name of the issuer as it is identified today."""
    said: dict[str, object] = json.loads(bytes(award.document))
    said.pop("proof", None)
    profile = said.get("issuer")
    if isinstance(profile, dict):
        said["issuer"] = {**profile, "id": hand.did}
    return said
