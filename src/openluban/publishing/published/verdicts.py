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


@dataclass(frozen=True, slots=True)
class PartResult:
    """One number of a row, held against the register."""

    number: StatedNumber
    verdict: Verdict
    reason: str
    reading: Reading | None = None
    computed: Decimal | None = None
    at: date | None = None
    fitting: tuple[Any, ...] = ()
    """The other ways to count (``candidates.Counting``) that give the published number."""


@dataclass(frozen=True, slots=True)
class Result:
    """A row, held against the register."""

    stated: Stated
    verdict: Verdict
    reason: str
    parts: tuple[PartResult, ...] = field(default_factory=tuple)

    @property
    def first(self) -> PartResult:
        """The part that stands for the row where only one can."""
        return self.parts[0]


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(result: Result) -> dict[str, Any]:
    """Return a result as ``luban reconcile --json`` and the API give it."""
    reading = result.first.reading if result.parts else None
    return {
        "id": result.stated.id,
        "verdict": str(result.verdict),
        "computed": plain_number(result.first.computed) if result.parts else None,
        "figure": reading.figure if reading else None,
        "choices": reading.choices if reading else {},
        "guessed": bool(reading and reading.guessed),
        "sureness": float(reading.sureness) if reading else None,
        "reason": result.reason,
        "parts": [_part_as_json(part) for part in result.parts],
    }


def _part_as_json(part: PartResult) -> dict[str, Any]:
    return {
        "number": part.number.words,
        "unit": part.number.unit,
        "verdict": str(part.verdict),
        "computed": plain_number(part.computed),
        "figure": part.reading.figure if part.reading else None,
        "choices": part.reading.choices if part.reading else {},
        "pinned": sorted(part.reading.pinned) if part.reading else [],
        "at": part.at.isoformat() if part.at else None,
        "reason": part.reason,
    }
