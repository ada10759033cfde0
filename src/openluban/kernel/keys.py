"""Keys for things that nobody has named: unique anywhere, and sorted by the moment of making."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread


def _spell(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, place = divmod(number, 32)
        letters.append(_ALPHABET[place])
    return "".join(reversed(letters))


def new_key() -> str:
    """Return a key of 26 letters: 48 bits of milliseconds, then 80 random bits (as in a ULID)."""
    return _spell(time.time_ns() // 1_000_000, 10) + _spell(secrets.randbits(80), 16)
