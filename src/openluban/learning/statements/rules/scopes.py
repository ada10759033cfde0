"""How far a key reaches, in the words of the standard."""

from collections.abc import Iterable

WRITE = "statements/write"
READ_MINE = "statements/read/mine"
READ = "statements/read"
STATE = "state"
DEFINE = "define"
PROFILE = "profile"
ALL_READ = "all/read"
ALL = "all"

WORDS = (WRITE, READ_MINE, READ, STATE, DEFINE, PROFILE, ALL_READ, ALL)
USUAL = (WRITE, READ_MINE, STATE, DEFINE)
"""What a key has if nobody says otherwise: writing, and reading what it wrote."""


def reaches(scopes: Iterable[str], scope: str, *, writes: bool) -> bool:
    """Test whether a key with these scopes may do what needs ``scope``."""
    held = set(scopes)
    return ALL in held or scope in held or (ALL_READ in held and not writes)


def reads_all(scopes: Iterable[str]) -> bool:
    """Test whether a key reads the statements of every source."""
    return not {ALL, ALL_READ, READ}.isdisjoint(scopes)


def reads_own(scopes: Iterable[str]) -> bool:
    """Test whether a key reads statements at all, be they its source's alone."""
    return reads_all(scopes) or READ_MINE in set(scopes)
