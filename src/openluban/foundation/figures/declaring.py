"""Declaring a figure: a function from choices to records, and an aggregate over them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import FilteredRelation, QuerySet
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import ALWAYS, Choice, recall
from openluban.kernel.refusals import Refusal
from openluban.kernel.units import UNITS, Unit

Records = QuerySet[Any]
"""Records annotated with ``counts_from`` and ``counts_latest`` (dates; the earliest and the latest
day on which it may have begun), ``counts_until`` (date or None, excluded) and, as the aggregate
needs them, ``thing`` (what is counted once), ``quantity`` (Decimal)."""


class Kind(StrEnum):
    """How a figure lives in time."""

    STOCK = "stock"
    """What there is on a day."""
    FLOW = "flow"
    """What happened over a period ending on a day."""


class Aggregate(StrEnum):
    """What is made of the records."""

    ROWS = "rows"
    DISTINCT = "distinct"
    """Different ``thing`` values."""
    SUM = "sum"
    """Sum of ``quantity``."""
    LATEST = "latest"
    """The newest ``quantity`` of each ``thing``, summed over things, never over time."""
    RATIO = "ratio"
    """One figure over another with the same choices."""


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """A way to take a figure apart: each record's ``path`` names the part it belongs to.

    ``register`` is that of the parts, whose names are shown, or ``words`` maps codes to words.
    ``overlaps``: a record may stand in several parts, so the parts do not add up.
    ``relations`` narrows relations that the path goes through (``FilteredRelation`` by name).
    ``choice`` is the choice of the figure that takes a part's key as its option. ``names_of``
    returns the names of parts that stand in no register.
    """

    key: str
    title: Any
    path: str
    register: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    overlaps: bool = False
    relations: dict[str, FilteredRelation] = field(default_factory=dict)
    choice: str = ""
    names_of: Callable[[Sequence[str]], Mapping[str, Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A named quantity. ``records`` takes the settled choices as keyword arguments.

    ``spoken``: groups of words by which a text speaks of this figure (see publishing).
    ``unit_of``: for figures whose unit depends on the choices, a function of them.
    ``least``: for figures of persons; numbers of fewer are withheld, and the records stand on no
    public page, in no file and in no answer to programs, but at the address named ``behind``.
    Records that are counted by something else than persons say in ``who`` whose each is.
    """

    key: str
    title: Any
    meaning: Any
    unit: str
    kind: Kind = Kind.STOCK
    aggregate: Aggregate = Aggregate.ROWS
    register: str = ""
    since: date = date(2016, 1, 1)
    choices: tuple[Choice, ...] = ()
    records: Callable[..., Records] | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    numerator: str = ""
    denominator: str = ""
    spoken: tuple[str, ...] = ()
    unit_of: Callable[[dict[str, str]], str] | None = None
    least: int = 0
    behind: str = ""

    @property
    def all_choices(self) -> Sequence[Choice]:
        """The figure's own choices and those that every figure has."""
        return (*self.choices, *ALWAYS)

    @property
    def is_of_persons(self) -> bool:
        """Whether the records are persons, whom nobody is shown here."""
        return self.least > 0

    def unit_for(self, choices: dict[str, str]) -> Unit:
        """Return the unit under the given choices."""
        unit_of = self.unit_of
        if unit_of is None:
            return UNITS[self.unit]
        asked = (unit_of, tuple(sorted(choices.items())))
        return UNITS[recall(asked, lambda: unit_of(choices))]


class NoSuchFigure(Refusal):
    """No module declares a figure of this key."""

    code = "figures.no_such_figure"
    sentence = _("There is no figure “%(key)s”.")


_FIGURES: dict[str, Figure] = {}


def declare(figure: Figure) -> Figure:
    """Add a figure; declaring a key twice is a fault of the code."""
    if figure.key in _FIGURES:
        message = f"figure {figure.key} is declared twice"
        raise ValueError(message)
    _FIGURES[figure.key] = figure
    return figure


def figures() -> list[Figure]:
    """Return all figures, the lowest module's first."""
    return list(_FIGURES.values())


def find_figure(key: str) -> Figure:
    """Return the figure.

    :raises NoSuchFigure: no module declares it
    """
    if key not in _FIGURES:
        raise NoSuchFigure(key=key)
    return _FIGURES[key]
