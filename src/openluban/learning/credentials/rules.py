"""Decisions about awards: what may follow on what, until when they hold, places in status lists."""

import calendar
import random
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

PLACES = 131_072
"""How many awards a status list holds: the least that the standard allows, for privacy."""
_BITS = 8


class Deed(StrEnum):
    """What an issuer does to an award that is out."""

    REVOKE = "revoke"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"


_NEXT = {
    (Deed.REVOKE, "valid"): "revoked",
    (Deed.REVOKE, "suspended"): "revoked",
    (Deed.SUSPEND, "valid"): "suspended",
    (Deed.REINSTATE, "suspended"): "valid",
}


def state_after(deed: Deed, state: str) -> str | None:
    """Return the state that follows, None where the deed is not possible. Revoked is for good."""
    return _NEXT.get((deed, state))


def deeds_possible(state: str) -> list[Deed]:
    """Return what an issuer can do to an award of this state."""
    return [deed for deed in Deed if (deed, state) in _NEXT]


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_website(address: str) -> bool:
    """Test whether a text is an address of the web that may stand in a credential."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and not parts.username
    except ValueError:
        return False


def no_bits() -> bytes:
    """Return the bits of a fresh list: nothing taken, nothing said."""
    return bytes(PLACES // _BITS)


def bit_at(bits: bytes, place: int) -> bool:
    """Return a bit; the first one is the leftmost."""
    return bool(bits[place // _BITS] >> (_BITS - 1 - place % _BITS) & 1)


def with_bits(bits: bytes, places: Sequence[int], *, on: bool) -> bytes:
    """Return the bits with some of them set or cleared."""
    changed = bytearray(bits)
    for place in places:
        mark = 1 << (_BITS - 1 - place % _BITS)
        if on:
            changed[place // _BITS] |= mark
        else:
            changed[place // _BITS] &= ~mark
    return bytes(changed)


def free_places(taken: bytes, wanted: int, chance: random.Random) -> list[int]:
    """Return so many different free places, or all there are, in the order of chance."""
    # As a text: looking at bits one by one takes as long as signing twenty awards.
    bits = f"{int.from_bytes(taken):0{len(taken) * _BITS}b}"
    free = [place for place, bit in enumerate(bits) if bit == "0"]
    return chance.sample(free, min(wanted, len(free)))
