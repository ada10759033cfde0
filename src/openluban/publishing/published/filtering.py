"""Which of the reconciled figures a reader wants to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openluban.kernel.dates import ImpreciseDate
from openluban.publishing.published.verdicts import Result

NO_FIGURE = "none"
"""Stands for published figures of which no register here speaks."""
_LONGEST = 100
NAMES = ("verdict", "figure", "publisher", "q")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for; empty texts narrow nothing."""

    verdict: str = ""
    figure: str = ""
    publisher: str = ""
    words: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of an address that asks for the same."""
        values = (self.verdict, self.figure, self.publisher, self.words)
        return [(name, value) for name, value in zip(NAMES, values, strict=True) if value]


def read_wanted(given: dict[str, str]) -> Wanted:
    """Read the parameters of an address; a verdict that does not exist narrows to nothing."""
    texts = (given.get(name, "").replace("\0", "").strip()[:_LONGEST] for name in NAMES)
    return Wanted(*texts)


def narrowed(results: Iterable[Result], wanted: Wanted) -> list[Result]:
    """Return the results that are wanted, in the order in which they came."""
    words = wanted.words.casefold().split()
    return [
        result
        for result in results
        if _is_wanted(result, wanted) and all(word in _said(result) for word in words)
    ]


def _is_wanted(result: Result, wanted: Wanted) -> bool:
    return (
        wanted.verdict in {"", str(result.verdict)}
        and wanted.publisher in {"", result.stated.publisher}
        and (not wanted.figure or wanted.figure in figures_of(result))
    )


def figures_of(result: Result) -> set[str]:
    """Return the keys of the figures that a row's numbers were held against."""
    return {part.reading.figure if part.reading else NO_FIGURE for part in result.parts}


def _said(result: Result) -> str:
    row = result.stated
    printed = (row.id, row.subject, row.scope, row.claim, row.number, row.unit)
    return " ".join([*printed, row.publisher, row.source]).casefold()


def newest_first(results: Sequence[Result]) -> list[Result]:
    """Return the results by their day, those without a day last."""
    return sorted(results, key=lambda result: _when(result.stated.as_of), reverse=True)


def _when(day: ImpreciseDate | None) -> str:
    return day.latest.isoformat() if day else ""
