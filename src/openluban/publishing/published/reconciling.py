"""Holding published figures against the register: a verdict and a reason for every number.

Nothing is ever adjusted to agree, the column of remarks is never read, and no rule is tied to a
row: see ``figures.md`` of the design for the verdicts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.declaring import NoSuchFigure, find_figure
from openluban.foundation.ui.joining import sentences
from openluban.kernel.quantities import StatedNumber, read_numbers
from openluban.publishing.published import reasons
from openluban.publishing.published.asking import Asked
from openluban.publishing.published.candidates import Counter, days_near
from openluban.publishing.published.explaining import shared_by_all
from openluban.publishing.published.judging import Judge
from openluban.publishing.published.proposing import Proposer
from openluban.publishing.published.publications import Witnesses, publications_of
from openluban.publishing.published.rivals import Rivals
from openluban.publishing.published.rules import read_choices, read_pinned
from openluban.publishing.published.verdicts import (
    PartResult,
    Reading,
    Result,
    Stated,
    Verdict,
    worst,
)


@dataclass
class Reconciler:
    """Reconciles the rows of one file; what it reads of the register it reads once.

    ``beside`` are other published figures that may contradict them (and lend them context).
    """

    rows: Sequence[Stated]
    beside: Sequence[Stated] = ()
    counter: Counter = field(default_factory=Counter)
    witnesses: Witnesses = field(default_factory=Witnesses)

    def __post_init__(self) -> None:
        self.proposer = Proposer([*self.rows, *self.beside])
        self.rivals = Rivals(self.counter, self.witnesses)
        self.judge = Judge(self.counter, self.witnesses, self.rivals)

    def reconcile(self) -> list[Result]:
        """Return a result for every row, in their order."""
        with remembering():
            asked = [self._ask_all(row) for row in self.rows]
            for number in (*asked, *(self._ask_all(row) for row in self.beside)):
                for one in number:
                    if isinstance(one, Asked):
                        self.rivals.add(one.spoken)
            return [self._result(row, parts) for row, parts in zip(self.rows, asked, strict=True)]

    def _result(self, row: Stated, asked: Sequence[Asked | PartResult]) -> Result:
        parts = tuple(
            one if isinstance(one, PartResult) else _with_guess(self.judge.judge(one))
            for one in asked
        )
        verdict = worst([part.verdict for part in parts])
        said = list(dict.fromkeys(part.reason for part in parts))
        gist = next(part.gist for part in parts if part.verdict == verdict)
        if verdict == Verdict.EXPLAINED and not shared_by_all(parts, self.counter):
            verdict = Verdict.DIFFERS
            gist = reasons.not_together()
            said.insert(0, gist)
        return Result(row, verdict, sentences(said), gist, parts)

    def _ask_all(self, row: Stated) -> list[Asked | PartResult]:
        """Return the numbers of a row, each ready to be judged, or why it cannot be."""
        numbers = read_numbers(row.number, row.unit, row.claim)
        return [
            self._ask(row, number, self.read(row, number, place, len(numbers)))
            for place, number in enumerate(numbers)
        ]

    def _ask(
        self, row: Stated, number: StatedNumber, reading: Reading | None
    ) -> Asked | PartResult:
        if number.interval is None:
            return _unknown(number, reasons.not_a_number(number.words))
        if reading is None:
            return _unknown(number, reasons.not_spoken_of())
        try:
            figure = find_figure(reading.figure)
            choices = self.counter.settle(figure, reading.choices)
        except (NoSuchFigure, UnknownChoice) as unknown:
            return _unknown(number, str(unknown))
        reading = replace(reading, choices=choices)
        if row.as_of is None:
            return _with_guess(_unknown(number, reasons.no_day(), reading))
        day, _first, _last = days_near(row.as_of)
        own = tuple(publications_of(row.source, row.publisher, row.as_of.text))
        return Asked(row, number, number.interval, reading, figure, choices, own, row.as_of, day)

    def read(self, row: Stated, number: StatedNumber, place: int, parts: int) -> Reading | None:
        """Return what a person mapped the number to, else the proposer's guess."""
        if not row.figure:
            return self.proposer.propose(row, number, place, parts)
        mapped = Reading(row.figure, read_choices(row.choices), read_pinned(row.pinned))
        if place == 0:
            return mapped
        return _further(mapped, self.proposer.propose(row, number, place, parts))


def guesses(row: Stated, beside: Sequence[Stated]) -> Iterator[Reading | None]:
    """Yield the proposer's guess for each number of a row, whatever a person mapped it to."""
    unmapped = replace(row, figure="", choices="", pinned="")
    proposer = Proposer([unmapped, *beside])
    numbers = read_numbers(row.number, row.unit, row.claim)
    for place, number in enumerate(numbers):
        yield proposer.propose(unmapped, number, place, len(numbers))


def _with_guess(result: PartResult) -> PartResult:
    """Add to the reason that the figure was guessed, if it was."""
    guess = reasons.guessing(result.reading) if result.reading else ""
    return replace(result, reason=f"{result.reason} {guess}") if guess else result


def _unknown(number: StatedNumber, reason: str, reading: Reading | None = None) -> PartResult:
    return PartResult(number, Verdict.NO_RECORDS, reason, reason, reading)


def _further(mapped: Reading, guess: Reading | None) -> Reading | None:
    """Return what a further number of a mapped row says: the guessed figure, mapped choices."""
    if guess is None:
        return None
    known = {choice.key for choice in find_figure(guess.figure).all_choices}
    shared = {key: option for key, option in mapped.choices.items() if key in known}
    if guess.figure == mapped.figure == "reported":
        shared.pop("measure", None)
    pinned = (mapped.pinned | guess.pinned) & known
    return Reading(guess.figure, {**guess.choices, **shared}, frozenset(pinned))
