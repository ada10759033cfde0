"""Status lists: places for awards, and what is said of them. Call all of it in a transaction."""

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias

from openluban.learning.credentials.addresses import list_address
from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.status_list import status_list_credential
from openluban.learning.credentials.hands import Hand
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import Issuer, StatusList
from openluban.learning.credentials.rules import PLACES, free_places, no_bits, with_bits

Purpose: TypeAlias = Literal["revocation", "suspension"]
REVOCATION: Purpose = "revocation"
SUSPENSION: Purpose = "suspension"
PURPOSES = (REVOCATION, SUSPENSION)
_CHANCE = secrets.SystemRandom()

Place = tuple[StatusList, int]


def as_bytes(document: dict[str, Any]) -> bytes:
    """Return a signed document as it is given out."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def take_places(hand: Hand, wanted: int, *, at: datetime) -> list[Place]:
    """Take so many places by chance; when a list is full, the next one begins."""
    found: list[Place] = []
    lists = StatusList.objects.select_for_update().filter(issuer=hand.issuer, left__gt=0)
    kept = list(lists.order_by("number"))
    while len(found) < wanted:
        each = kept.pop(0) if kept else _next_list(hand, at=at)
        taken = bytes(each.taken)
        places = free_places(taken, wanted - len(found), _CHANCE)
        each.taken = with_bits(taken, places, on=True)
        each.left -= len(places)
        each.save(update_fields=["taken", "left"])
        found += [(each, place) for place in places]
    return found


def _next_list(hand: Hand, *, at: datetime) -> StatusList:
    # Under a lock of the issuer: two first awards at once must not make the same list.
    Issuer.objects.select_for_update().get(pk=hand.issuer.pk)
    number = StatusList.objects.filter(issuer=hand.issuer).count() + 1
    fresh = StatusList(
        issuer=hand.issuer,
        number=number,
        address=list_address(hand.issuer.key, number),
        taken=no_bits(),
        left=PLACES,
        revoked=no_bits(),
        suspended=no_bits(),
    )
    _sign(fresh, hand, at=at)
    fresh.save()
    return fresh


def address_for(each: StatusList, purpose: Purpose) -> str:
    """Return where one of the two signed lists is served."""
    return f"{each.address}/{purpose}"


def say_of(
    awards: Sequence[Award], purpose: Purpose, *, hand: Hand | None, at: datetime, on: bool
) -> None:
    """Say of awards of one issuer that they are revoked or suspended, or no longer; sign anew.

    Without a hand it is kept, and goes out when somebody signs next.
    """
    places: dict[int, list[int]] = {}
    for award in awards:
        places.setdefault(award.status_list_id, []).append(award.position)
    lists = StatusList.objects.select_for_update().filter(pk__in=places).order_by("pk")
    for each in lists:
        if purpose == REVOCATION:
            each.revoked = with_bits(bytes(each.revoked), places[each.pk], on=on)
        else:
            each.suspended = with_bits(bytes(each.suspended), places[each.pk], on=on)
        if hand is not None:
            _sign(each, hand, at=at)
        each.save()


def sign_lists_anew(hand: Hand, *, at: datetime) -> int:
    """Sign all lists of an issuer with the key of today; return how many there are."""
    lists = list(StatusList.objects.select_for_update().filter(issuer=hand.issuer))
    for each in lists:
        _sign(each, hand, at=at)
        each.save()
    return len(lists)


def _sign(each: StatusList, hand: Hand, *, at: datetime) -> None:
    def signed(purpose: Purpose, bits: bytes) -> bytes:
        address = address_for(each, purpose)
        plain = status_list_credential(address, hand.did, purpose, _set(bits), valid_from=at)
        return as_bytes(sign(plain, hand.signing, created=at))

    each.revocation_list = signed(REVOCATION, bytes(each.revoked))
    each.suspension_list = signed(SUSPENSION, bytes(each.suspended))
    each.signed_at = at


def _set(bits: bytes) -> Iterable[int]:
    """Return the places that are set; most bytes hold none."""
    for number, byte in enumerate(bits):
        if byte:
            yield from (number * 8 + bit for bit in range(8) if byte >> (7 - bit) & 1)
