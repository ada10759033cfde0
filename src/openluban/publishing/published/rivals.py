"""Other publications that give another number for the same definition and day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.declaring import Aggregate, find_figure
from openluban.foundation.figures.series import Entry
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.quantities import Interval
from openluban.publishing.published.candidates import Counter, shifted
from openluban.publishing.published.publications import Publication, Witnesses
from openluban.publishing.published.vocabulary import REPORTED_AS, REPORTED_OF

SAME_WEEK = timedelta(days=7)
"""Publications of one week speak of the same state, unless the register changed in between."""

Definition = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One published number with its definition: what may contradict another."""

    row: str
    publisher: str
    words: str
    interval: Interval
    printed: Decimal | None
    figure: str
    choices: dict[str, str]
    as_of: ImpreciseDate
    publications: tuple[Publication, ...]

    @property
    def definition(self) -> Definition:
        """The figure and its own choices."""
        own = find_figure(self.figure).choices
        return self.figure, tuple((choice.key, self.choices[choice.key]) for choice in own)

    def is_said(self, value: Decimal) -> bool:
        """Test whether a number is the published one: as printed, or inside its interval."""
        return self.interval.contains(value) or value == self.printed

    def is_other_than(self, publications: Iterable[Publication]) -> bool:
        """Test whether it comes from none of the given publications."""
        given = list(publications)
        return not any(mine.is_same(other) for mine in self.publications for other in given)


@dataclass(frozen=True, slots=True)
class Rival:
    """Who else says what; ``row`` is a published figure, ``count`` a reported count's key."""

    publisher: str
    words: str
    interval: Interval
    as_of: ImpreciseDate
    row: str = ""
    count: str = ""


def _apart(one: Interval, other: Interval) -> bool:
    return one.high < other.low or other.high < one.low


def same_state(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    """Test whether two dates are of one week, or may be."""
    one_ends, other_ends = shifted(one.latest, SAME_WEEK), shifted(other.latest, SAME_WEEK)
    return one.earliest <= other_ends and other.earliest <= one_ends


@dataclass
class Rivals:
    """Finds rivals among published figures and among reported counts."""

    counter: Counter
    witnesses: Witnesses
    _spoken: dict[Definition, list[Spoken]] = field(default_factory=lambda: defaultdict(list))

    def add(self, spoken: Spoken) -> None:
        """Take note of a published number."""
        self._spoken[spoken.definition].append(spoken)

    def of(self, spoken: Spoken) -> list[Rival]:
        """Return who gives another number for the same definition and day."""
        found = [
            Rival(other.publisher, other.words, other.interval, other.as_of, other.row)
            for other in self._spoken.get(spoken.definition, [])
            if other.row != spoken.row
            and other.is_other_than(spoken.publications)
            and _apart(spoken.interval, other.interval)
            and self._speak_of_one_state(spoken, other.as_of)
        ]
        found.extend(self._reported(spoken))
        return found

    def _speak_of_one_state(self, spoken: Spoken, other: ImpreciseDate) -> bool:
        if not same_state(spoken.as_of, other):
            return False
        figure = find_figure(spoken.figure)
        if figure.aggregate == Aggregate.LATEST:
            return True
        series = self.counter.series(figure, spoken.choices)
        first, last = sorted([spoken.as_of.latest, other.latest])
        return series.value_on(first, spoken.choices) == series.value_on(last, spoken.choices)

    def _reported(self, spoken: Spoken) -> Iterator[Rival]:
        """Yield counts that somebody reported of the same thing in the same week."""
        asked = reported_question(spoken.figure, spoken.choices)
        if asked is None:
            return
        figure = find_figure("reported")
        try:
            choices = self.counter.settle(figure, asked)
        except UnknownChoice:  # a register in which nobody ever reported such a thing
            return
        for entry in self.counter.series(figure, choices).entries:
            as_of = ImpreciseDate(entry.begins, entry.latest)
            if entry.quantity is None or spoken.is_said(entry.quantity):
                continue
            if not self._speak_of_one_state(spoken, as_of) or self._is_own(spoken, entry):
                continue
            publisher = self.witnesses.publisher("counts", entry.key)
            said = format(entry.quantity.normalize(), "f")
            exactly = Interval.exactly(entry.quantity)
            yield Rival(publisher, said, exactly, as_of, count=entry.key)

    def _is_own(self, spoken: Spoken, entry: Entry) -> bool:
        return self.witnesses.rests_only_on("counts", entry.key, spoken.publications)


def reported_question(figure: str, choices: dict[str, str]) -> dict[str, str] | None:
    """Return the choices of the reported count that tells of the same thing, None if none does."""
    if figure == "reported":
        return {key: choices[key] for key in ("subject", "measure", "basis")}
    measure = REPORTED_AS.get(figure)
    subject = REPORTED_OF.get((choices.get("bloc", "all"), choices.get("led_from", "all")))
    if measure is None or subject is None or choices.get("workshop", "all") != "all":
        return None
    return {"subject": subject, "measure": measure}
