"""What reconciling says: verdicts, and what they rest on."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.quantities import StatedNumber


class Verdict(StrEnum):
    """How a published figure stands to the register; see ``worst`` for their order."""

    AGREES = "agrees"
    EXPLAINED = "explained"
    DIFFERS = "differs"
    SOURCES_DISAGREE = "sources_disagree"
    NO_RECORDS = "no_records"


_SEVERITY = (
    Verdict.AGREES,
    Verdict.EXPLAINED,
    Verdict.NO_RECORDS,
    Verdict.SOURCES_DISAGREE,
    Verdict.DIFFERS,
)


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of a row's verdicts: a part that differs outweighs one nobody can check."""
    return max(verdicts, key=_SEVERITY.index, default=Verdict.NO_RECORDS)


@dataclass(frozen=True, slots=True)
class Stated:
    """A published figure as it stands in print, with its mapping if a person made one."""

    id: str
    subject: str
    scope: str
    claim: str
    number: str
    unit: str
    as_of: ImpreciseDate | None
    publisher: str
    source: str
    figure: str = ""
    choices: str = ""
    pinned: str = ""
    mapped_by: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was taken to say: a figure, its choices, those that no explanation may change.

    ``sureness`` is 1 where a person said so, else how surely it was guessed (0 to 1).
    """

    figure: str
    choices: dict[str, str]
    pinned: frozenset[str] = frozenset()
    sureness: Decimal = Decimal(1)
    guessed: bool = False


class Role(StrEnum):
    """What a record has to do with a reason."""

    ADDED = "added"
    """Another way to count takes it in."""
    REMOVED = "removed"
    """Another way to count leaves it out."""
    IMPRECISE = "imprecise"
    """It counts, but only the month or year of its beginning is known."""
    DISPUTED = "disputed"
    """Sources contradict each other about it."""
    UNSURE = "unsure"
    """It counts, on low or medium confidence."""
    LATER = "later"
    """It counts from a day shortly after."""
    OUTSIDE = "outside"
    """It would count under another option of one choice."""
    REPORT = "report"
    """The newest report from elsewhere."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a reason names; ``note`` says which option would take it in."""

    role: Role
    register: str
    key: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RivalNumber:
    """What another publication says of the same thing and day.

    ``row`` is the published figure it is, else ``count`` the key of the reported count.
    """

    publisher: str
    words: str
    as_of: ImpreciseDate
    row: str = ""
    count: str = ""
    is_borne_out: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The other way to count that explains a number, among those that were tried and that fit."""

    choices: dict[str, str]
    at: date
    value: Decimal
    changed: tuple[str, ...]
    tried: int
    fitting: int


@dataclass(frozen=True, slots=True)
class PartResult:
    """One number of a row, held against the register."""

    number: StatedNumber
    verdict: Verdict
    reason: str
    gist: str = ""
    """The one sentence of the reason that tells most."""
    reading: Reading | None = None
    computed: Decimal | None = None
    at: date | None = None
    unit_key: str = ""
    """The unit of what is computed."""
    explanation: Found | None = None
    records: tuple[Named, ...] = ()
    rivals: tuple[RivalNumber, ...] = ()
    fitting: tuple[Any, ...] = field(default=(), repr=False)
    """All ways to count (``candidates.Counting``) that explain it as simply."""


@dataclass(frozen=True, slots=True)
class Result:
    """A row, held against the register; it has at least one part."""

    stated: Stated
    verdict: Verdict
    reason: str
    gist: str
    parts: tuple[PartResult, ...]

    @property
    def first(self) -> PartResult:
        """The part that stands for the row where only one can."""
        return self.parts[0]
