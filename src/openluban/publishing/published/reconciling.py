"""Holding published figures against the register: a verdict and a reason for every number.

Nothing is ever adjusted to agree, the column of remarks is never read, and no rule is tied to a
row: see ``figures.md`` of the design for the verdicts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.declaring import Aggregate, Figure, NoSuchFigure, find_figure
from openluban.foundation.figures.series import Entry
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.quantities import Interval, StatedNumber, read_numbers
from openluban.publishing.published import reasons
from openluban.publishing.published.candidates import (
    NEAR,
    Counter,
    Leaving,
    days_near,
    other_countings,
)
from openluban.publishing.published.explaining import Search, search_explanation, shared_by_all
from openluban.publishing.published.proposing import Proposer
from openluban.publishing.published.publications import Publication, Witnesses, publications_of
from openluban.publishing.published.rivals import Rivals, Spoken, bears_out
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
class _Asked:
    """One number of a row, ready to be held against the register."""

    row: Stated
    number: StatedNumber
    interval: Interval
    reading: Reading
    figure: Figure
    choices: dict[str, str]
    own: list[Publication]
    as_of: ImpreciseDate
    day: date


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

    def reconcile(self) -> list[Result]:
        """Return a result for every row, in their order."""
        with remembering():
            for row in (*self.rows, *self.beside):
                for asked in self._all_asked(row):
                    self.rivals.add(_spoken(asked))
            return [self._one(row) for row in self.rows]

    def _all_asked(self, row: Stated) -> Iterator[_Asked]:
        numbers = read_numbers(row.number, row.unit, row.claim)
        for place, number in enumerate(numbers):
            reading = self.read(row, number, place, len(numbers))
            asked = self._ask(row, number, reading) if reading else None
            if isinstance(asked, _Asked):
                yield asked

    def _one(self, row: Stated) -> Result:
        """Return the result of one row."""
        numbers = read_numbers(row.number, row.unit, row.claim)
        parts = tuple(
            self._part(row, number, self.read(row, number, place, len(numbers)))
            for place, number in enumerate(numbers)
        )
        verdict = worst([part.verdict for part in parts])
        said = list(dict.fromkeys(part.reason for part in parts))
        if verdict == Verdict.EXPLAINED and not shared_by_all(parts, self.counter):
            verdict = Verdict.DIFFERS
            said.insert(0, reasons.not_together())
        return Result(row, verdict, " ".join(said), parts)

    def _part(self, row: Stated, number: StatedNumber, reading: Reading | None) -> PartResult:
        if number.interval is None:
            return _unknown(number, reasons.not_a_number(number.words))
        if reading is None:
            return _unknown(number, reasons.not_spoken_of())
        asked = self._ask(row, number, reading)
        result = self._judge(asked) if isinstance(asked, _Asked) else asked
        guess = reasons.guessing(reading)
        return replace(result, reason=f"{result.reason} {guess}".strip()) if guess else result

    def _ask(self, row: Stated, number: StatedNumber, reading: Reading) -> _Asked | PartResult:
        """Return the number ready to be judged, or why it cannot be."""
        if number.interval is None:
            return _unknown(number, reasons.not_a_number(number.words), reading)
        if row.as_of is None:
            return _unknown(number, reasons.no_day(), reading)
        try:
            figure = find_figure(reading.figure)
            choices = self.counter.settle(figure, reading.choices)
        except (NoSuchFigure, UnknownChoice) as unknown:
            return _unknown(number, str(unknown), reading)
        day, _first, _last = days_near(row.as_of)
        own = publications_of(row.source, row.publisher, row.as_of.text)
        return _Asked(row, number, number.interval, reading, figure, choices, own, row.as_of, day)

    def read(self, row: Stated, number: StatedNumber, place: int, parts: int) -> Reading | None:
        """Return what a person mapped the number to, else the proposer's guess."""
        guess = self.proposer.propose(row, number, place, parts)
        if not row.figure:
            return guess
        mapped = Reading(row.figure, read_choices(row.choices), read_pinned(row.pinned))
        if place == 0:
            return mapped
        return _further(mapped, guess)

    def _judge(self, asked: _Asked) -> PartResult:
        def leaves(entry: Entry) -> bool:
            return asked.figure.aggregate == Aggregate.LATEST and self._is_own(asked, entry)

        series = self.counter.series(asked.figure, asked.choices)
        value, counted = self.counter.count(asked.figure, asked.choices, asked.day, leaves)
        if not counted or all(self._is_own(asked, entry) for entry in counted):
            known = any(self._is_own(asked, entry) for entry in series.entries)
            return self._unheld(asked, only_itself=known)
        if value is not None and _spoken(asked).is_said(value):
            reason = reasons.agreeing(asked.reading, asked.choices, asked.day, value)
            note = reasons.imprecise_note(counted, asked.day)
            return self._said(asked, Verdict.AGREES, f"{reason} {note}".strip(), value)
        return self._explain(asked, value, counted, leaves)

    def _is_own(self, asked: _Asked, entry: Entry) -> bool:
        return self.witnesses.rests_only_on(asked.figure.register, entry.key, asked.own)

    def _unheld(self, asked: _Asked, *, only_itself: bool) -> PartResult:
        reason = (
            reasons.only_itself()
            if only_itself
            else reasons.nothing_held(asked.reading, asked.choices)
        )
        rival = self._rivals(asked, None)
        if rival:
            return self._said(asked, Verdict.SOURCES_DISAGREE, f"{rival} {reason}", None)
        return self._said(asked, Verdict.NO_RECORDS, reason, None)

    def _explain(
        self, asked: _Asked, value: Decimal | None, counted: list[Entry], leaves: Leaving
    ) -> PartResult:
        search = search_explanation(
            other_countings(
                self.counter,
                asked.figure.key,
                asked.choices,
                asked.reading.pinned,
                asked.as_of,
                leaves,
            ),
            asked.interval,
            value,
        )
        if search.found is not None and not search.abounds:
            return self._explained(asked, value, counted, search)
        return self._differs(asked, value, counted, search)

    def _explained(
        self,
        asked: _Asked,
        value: Decimal | None,
        counted: list[Entry],
        search: Search,
    ) -> PartResult:
        found = search.fitting[0]
        reason = reasons.explaining(
            asked.reading,
            asked.day,
            (asked.choices, value),
            found,
            (search.tried, search.fitting_in_all),
        )
        _value, then = self.counter.count(asked.figure, found.choices, found.day, lambda _e: False)
        before, after = {entry.pk for entry in counted}, {entry.pk for entry in then}
        note = reasons.moved(
            [entry for entry in then if entry.pk not in before],
            [entry for entry in counted if entry.pk not in after],
        )
        result = self._said(asked, Verdict.EXPLAINED, f"{reason} {note}".strip(), value)
        return replace(result, fitting=tuple(search.fitting))

    def _differs(
        self, asked: _Asked, value: Decimal | None, counted: list[Entry], search: Search
    ) -> PartResult:
        if value is None:
            return self._unheld(asked, only_itself=False)
        parts = [reasons.differing(asked.reading, asked.choices, asked.day, value)]
        if search.found is not None:
            parts.append(reasons.abounding(search.tried, search.fitting_in_all))
        if asked.figure.aggregate == Aggregate.LATEST:
            parts.append(reasons.newest_report(counted))
        else:
            parts.append(reasons.gap(asked.interval.low, asked.interval.high, value))
            parts.append(reasons.near_the_edge(self._edges(asked, counted)))
        rival = self._rivals(asked, value)
        verdict = Verdict.SOURCES_DISAGREE if rival else Verdict.DIFFERS
        return self._said(asked, verdict, " ".join(part for part in (rival, *parts) if part), value)

    def _edges(self, asked: _Asked, counted: list[Entry]) -> list[tuple[str, list[Entry]]]:
        series = self.counter.series(asked.figure, asked.choices)
        soon = [entry for entry in series.entries if asked.day < entry.begins <= asked.day + NEAR]
        return [
            ("imprecise", [entry for entry in counted if entry.latest > asked.day]),
            ("disputed", [entry for entry in (*counted, *soon) if entry.is_disputed]),
            ("unsure", [entry for entry in counted if entry.confidence != "high"]),
            ("later", soon),
        ]

    def _rivals(self, asked: _Asked, value: Decimal | None) -> str:
        """Name other publications with another number for the same definition and day."""
        found = self.rivals.of(_spoken(asked))
        named = [(rival.publisher, rival.words) for rival in found]
        return reasons.rivals(named, borne_out=bears_out(found, value)) if named else ""

    @staticmethod
    def _said(asked: _Asked, verdict: Verdict, reason: str, value: Decimal | None) -> PartResult:
        return PartResult(
            asked.number,
            verdict,
            reason,
            replace(asked.reading, choices=asked.choices),
            value,
            asked.day,
        )


def _spoken(asked: _Asked) -> Spoken:
    row = asked.row
    return Spoken(
        row.id,
        row.publisher or row.source,
        asked.number.words,
        asked.interval,
        asked.number.value,
        asked.figure.key,
        asked.choices,
        asked.as_of,
        tuple(asked.own),
    )


def _unknown(number: StatedNumber, reason: str, reading: Reading | None = None) -> PartResult:
    return PartResult(number, Verdict.NO_RECORDS, reason, reading)


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
