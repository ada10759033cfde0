"""How what is taught with stands to what is published."""

from collections.abc import Collection
from enum import StrEnum

from openluban.kernel.dates import ImpreciseDate


class Lag(StrEnum):
    """How a version that is taught with stands to the one that everybody reads."""

    NEWEST = "newest"
    OLDER = "older"
    """A newer version is published."""
    WITHDRAWN = "withdrawn"
    """It was taken out of use, and no other is published."""
    UNKNOWN = "unknown"
    """No text of that version was ever published here."""


def lag_of(version: int, *, published: int | None, known: Collection[int]) -> Lag:
    """Return how a version stands; ``known`` were ever published, ``published`` is today's."""
    if version not in known:
        return Lag.UNKNOWN
    if published is None:
        return Lag.WITHDRAWN
    return Lag.OLDER if version < published else Lag.NEWEST


def ends_before_it_begins(since: ImpreciseDate | None, until: ImpreciseDate | None) -> bool:
    """Test whether a term cannot be: its end lies before its first day, however both are read."""
    return bool(since and until and until.latest < since.earliest)
