"""Signing awards and writing them down; use cases decide who may and for whom."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.learning.credentials.drafting import Draft, Order, drafted
from openluban.learning.credentials.errors import AwardedAlready
from openluban.learning.credentials.formats.data_integrity import co_sign, sign
from openluban.learning.credentials.lists import Place, as_bytes, take_places
from openluban.learning.credentials.models.awards import Award, Batch
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.roster import Candidate, certify

_OUT = (Award.State.VALID, Award.State.SUSPENDED)


def holders(order: Order, people: Sequence[Candidate], *, at: datetime) -> set[int]:
    """Return the ids of those persons who hold a valid award of the achievement."""
    held = Award.objects.filter(
        achievement=order.achievement,
        person__in=[each.person for each in people],
        state__in=_OUT,
    ).exclude(valid_until__lte=at)
    return set(held.values_list("person", flat=True))


def issue(
    order: Order,
    people: Sequence[Candidate],
    *,
    actor: Actor,
    at: datetime,
    batch: Batch | None = None,
    replacing: Award | None = None,
) -> list[Award]:
    """Sign an award for each person and write all of it down, with the history.

    Call it inside a transaction, with people who may be awarded. ``replacing`` is an award of the
    one person that was taken back before.

    :raises AwardedAlready: one of them holds such an award
    """
    if holders(order, people, at=at):
        raise AwardedAlready
    _lay_expired_aside(order, people, at=at)
    places = take_places(order.hand, len(people), at=at)
    awards = [
        _signed(order, each, place, at=at) for each, place in zip(people, places, strict=True)
    ]
    for award in awards:
        award.batch, award.replaces = batch, replacing
    made = Award.objects.bulk_create(awards)
    certify(people, order.achievement, order.awarded_on, actor=actor, at=at)
    _record(order, made, actor=actor, at=at)
    return made


def _lay_expired_aside(order: Order, people: Sequence[Candidate], *, at: datetime) -> None:
    """Let an award that has expired make room for the next one."""
    Award.objects.filter(
        achievement=order.achievement,
        person__in=[each.person for each in people],
        state__in=_OUT,
        valid_until__lte=at,
    ).update(state=Award.State.EXPIRED)


def _signed(order: Order, candidate: Candidate, place: Place, *, at: datetime) -> Award:
    issuer = order.hand.issuer
    is_synthetic = candidate.is_synthetic or issuer.is_synthetic
    signers = (order.hand, order.co_hand) if order.co_hand else (order.hand,)
    may_name = all(each.issuer.naming == Issuer.Naming.CONSENT for each in signers)
    is_named = candidate.has_agreed and may_name
    names = candidate.names if is_named else ()
    draft = Draft(uuid4(), names, place, is_synthetic)
    return Award(
        uuid=draft.uuid,
        achievement=order.achievement,
        edition=order.edition,
        issuer=issuer,
        co_issuer=order.co_hand.issuer if order.co_hand else None,
        workshop_id=candidate.workshop,
        person_id=candidate.person,
        enrolment_id=candidate.enrolment,
        signed_with=order.hand.key,
        status_list=place[0],
        position=place[1],
        awarded_on=order.awarded_on,
        issued_at=at,
        valid_until=order.valid_until,
        is_synthetic=is_synthetic,
        is_named=bool(names),
        document=signed_bytes(order, drafted(order, draft, at=at), at=at),
    )


def signed_bytes(order: Order, credential: dict[str, object], *, at: datetime) -> bytes:
    """Return a credential signed by the issuer, and by the second one if there is one."""
    signed = sign(credential, order.hand.signing, created=at)
    if order.co_hand is not None:
        signed = co_sign(signed, order.co_hand.signing, created=at)
    return as_bytes(signed)


def _record(order: Order, awards: Sequence[Award], *, actor: Actor, at: datetime) -> None:
    said = {
        "achievement": (None, order.achievement.key),
        "issuer": (None, order.hand.issuer.key),
        "co_issuer": (None, order.co_hand.issuer.key if order.co_hand else None),
        "awarded_on": (None, order.awarded_on.isoformat()),
    }
    record_all(
        [Deed("credentials.awarded", "awards", award.key, said) for award in awards],
        actor=actor,
        at=at,
    )
