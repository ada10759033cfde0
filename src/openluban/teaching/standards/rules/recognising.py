"""How a version stands with one authority, and on which side that authority is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from openluban.kernel.dates import ImpreciseDate

_HOME = "cn"
ORDER = ("draft", "agreed", "submitted", "accredited", "superseded")
"""The states in their usual order."""


class Step(NamedTuple):
    """A state that a version reached with an authority, and when, as far as that is known."""

    state: str
    on: ImpreciseDate | None
    key: str = ""


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return steps as they happened.

    A step without a day stands where its state usually stands: after all that come before it, and
    so does one whose day may be that of another.
    """
    dated = sorted(
        (step for step in steps if step.on is not None),
        key=lambda step: (step.on.earliest if step.on else date.min, _place(step), step.key),
    )
    for step in sorted((step for step in steps if step.on is None), key=_place):
        at = max((n + 1 for n, one in enumerate(dated) if _place(one) <= _place(step)), default=0)
        dated.insert(at, step)
    return dated


def _place(step: Step) -> int:
    return ORDER.index(step.state)


def stands(steps: Sequence[Step]) -> Step | None:
    """Return the step by which a version stands with an authority: the last one, if any."""
    ordered = in_order(steps)
    return ordered[-1] if ordered else None


def is_home(country: str) -> bool:
    """Test whether an authority of a country (two letters) is of the Chinese side."""
    return country.lower() == _HOME


def ends_before_it_begins(begins: ImpreciseDate | None, ends: ImpreciseDate | None) -> bool:
    """Test whether an end lies before its beginning, however the dates are read."""
    return begins is not None and ends is not None and ends.latest < begins.earliest
