"""Holding one number against the register: its verdict and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openluban.foundation.figures.reading import read_figure
from openluban.foundation.figures.series import Entry
from openluban.foundation.ui.joining import sentences
from openluban.kernel.dates import ImpreciseDate
from openluban.publishing.published import reasons
from openluban.publishing.published.asking import Asked
from openluban.publishing.published.candidates import Counter, Leaving, other_countings
from openluban.publishing.published.edges import Edge, edges_of, named
from openluban.publishing.published.explaining import Search, search_explanation
from openluban.publishing.published.publications import Witnesses
from openluban.publishing.published.rivals import Rival, Rivals, same_state
from openluban.publishing.published.verdicts import (
    Found,
    PartResult,
    RivalNumber,
    Role,
    Verdict,
)


@dataclass
class Judge:
    """Judges numbers; what it reads of the register it reads once."""

    counter: Counter
    witnesses: Witnesses
    rivals: Rivals

    def judge(self, asked: Asked) -> PartResult:
        """Return a number's verdict with its reason."""
        # Of persons no record is looked at: a reason would tell who, and numbers that are withheld.
        if asked.figure.is_of_persons or self.counter.is_too_long(asked.figure):
            return _judged_by_value(asked)

        def leaves(entry: Entry) -> bool:
            return asked.is_report and (
                _is_of_other_period(asked, entry) or self._is_own(asked, entry)
            )

        series = self.counter.series(asked.figure, asked.choices)
        value, counted = self.counter.count(asked.figure, asked.choices, asked.day, leaves)
        if not counted or all(self._is_own(asked, entry) for entry in counted):
            known = any(self._is_own(asked, entry) for entry in series.entries)
            return self._unheld(asked, only_itself=known)
        if value is not None and asked.spoken.is_said(value):
            return self._agreeing(asked, value, counted)
        return self._explain(asked, value, counted, leaves)

    def _is_own(self, asked: Asked, entry: Entry) -> bool:
        return self.witnesses.rests_only_on(asked.figure.register, entry.key, asked.own)

    def _agreeing(self, asked: Asked, value: Decimal, counted: Sequence[Entry]) -> PartResult:
        said = reasons.giving(asked.reading, asked.day, value)
        late = [entry for entry in counted if entry.latest > asked.day]
        edge = Edge(Role.IMPRECISE, tuple(late))
        note = reasons.imprecise_note(late)
        result = _said(asked, Verdict.AGREES, [said, note], value)
        return replace(result, records=named(asked, [edge]), rivals=self._others(asked, value))

    def _unheld(self, asked: Asked, *, only_itself: bool) -> PartResult:
        said = (
            reasons.only_itself()
            if only_itself
            else reasons.nothing_held(asked.reading, asked.day, of_period=asked.is_of_period)
        )
        rivals = self._others(asked, None)
        verdict = Verdict.SOURCES_DISAGREE if rivals else Verdict.NO_RECORDS
        return replace(_said(asked, verdict, [reasons.rivals(rivals), said], None), rivals=rivals)

    def _explain(
        self, asked: Asked, value: Decimal | None, counted: list[Entry], leaves: Leaving
    ) -> PartResult:
        ways = other_countings(
            self.counter,
            asked.figure.key,
            asked.choices,
            asked.reading.pinned,
            asked.as_of,
            leaves,
        )
        search = search_explanation(ways, asked.interval, value)
        if search.found is not None and not search.abounds:
            return self._explained(asked, value, counted, search)
        return self._differs(asked, value, counted, search)

    def _explained(
        self, asked: Asked, value: Decimal | None, counted: list[Entry], search: Search
    ) -> PartResult:
        way = search.fitting[0]
        tried, fitting = search.tried, search.fitting_in_all
        found = Found(way.choices, way.day, way.value or Decimal(0), way.changed, tried, fitting)
        _value, then = self.counter.count(asked.figure, way.choices, way.day, lambda _e: False)
        before, after = {entry.pk for entry in counted}, {entry.pk for entry in then}
        added = [entry for entry in then if entry.pk not in before]
        removed = [entry for entry in counted if entry.pk not in after]
        gist = reasons.otherwise(asked.reading, asked.day, found)
        said = [
            reasons.as_stated(asked.reading, asked.day, value),
            gist,
            reasons.tried(found),
            reasons.moved(added, removed),
        ]
        edges = [Edge(Role.ADDED, tuple(added)), Edge(Role.REMOVED, tuple(removed))]
        return replace(
            _said(asked, Verdict.EXPLAINED, said, value),
            gist=gist,
            explanation=found,
            fitting=tuple(search.fitting),
            records=named(asked, edges),
            rivals=self._others(asked, value),
        )

    def _differs(
        self, asked: Asked, value: Decimal | None, counted: list[Entry], search: Search
    ) -> PartResult:
        if value is None:
            return self._unheld(asked, only_itself=False)
        said = [reasons.giving(asked.reading, asked.day, value)]
        gist = reasons.gap(asked.reading, asked.interval, value)
        if search.found is not None:
            said.append(reasons.abounding(search.tried, search.fitting_in_all))
        edges = self._edges(asked, value, counted)
        if asked.is_report:
            gist = said[0]
            said.append(reasons.newest_report(edges[0].entries[0]))
        else:
            said += [gist, reasons.near_the_edge(edges)]
        rivals = self._others(asked, value)
        records = named(asked, edges)
        if not rivals:
            result = _said(asked, Verdict.DIFFERS, said, value)
            return replace(result, gist=gist, records=records)
        said.insert(0, reasons.rivals(rivals))
        result = _said(asked, Verdict.SOURCES_DISAGREE, said, value)
        return replace(result, records=records, rivals=rivals)

    def _edges(self, asked: Asked, value: Decimal, counted: Sequence[Entry]) -> list[Edge]:
        if asked.is_report:
            newest = max(counted, key=lambda entry: entry.begins)
            return [Edge(Role.REPORT, (newest,))]
        is_less = value < asked.interval.low
        return edges_of(asked, counted, self.counter, is_less=is_less)

    def _others(self, asked: Asked, value: Decimal | None) -> tuple[RivalNumber, ...]:
        """Return other publications with another number for the same definition and day."""
        records = None if asked.is_report else value
        return tuple(_rival(rival, records) for rival in self.rivals.of(asked.spoken))


def _judged_by_value(asked: Asked) -> PartResult:
    """Judge by the number alone where records are too many, or persons: none is looked at."""
    found = read_figure(asked.figure.key, asked.choices, at=asked.day)
    value = found.value
    if value is None:
        why = (
            reasons.withheld(asked.figure.least)
            if found.is_withheld
            else reasons.nothing_held(asked.reading, asked.day, of_period=False)
        )
        return _said(asked, Verdict.NO_RECORDS, [why], None)
    verdict = Verdict.AGREES if asked.spoken.is_said(value) else Verdict.DIFFERS
    said = [reasons.giving(asked.reading, found.at, value)]
    if not asked.figure.is_of_persons:
        said.append(reasons.too_many())
    return replace(_said(asked, verdict, said, value), at=found.at)


def _is_of_other_period(asked: Asked, entry: Entry) -> bool:
    """Test whether a report of a period says nothing of the one asked for."""
    period = ImpreciseDate(entry.begins, entry.latest)
    return asked.is_of_period and not same_state(asked.as_of, period)


def _rival(rival: Rival, records: Decimal | None) -> RivalNumber:
    """Return a rival; what others report bears nobody out, what the records give may."""
    is_borne_out = records is not None and rival.interval.contains(records)
    return RivalNumber(
        rival.publisher, rival.words, rival.as_of, rival.row, rival.count, is_borne_out
    )


def _said(asked: Asked, verdict: Verdict, said: Sequence[str], value: Decimal | None) -> PartResult:
    """Return a result that says all the sentences; the first is its gist."""
    told = [sentence for sentence in said if sentence]
    return PartResult(
        asked.number,
        verdict,
        sentences(told),
        told[0],
        asked.reading,
        value,
        asked.day,
        asked.figure.unit_for(asked.choices).key,
    )
