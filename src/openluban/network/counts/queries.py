"""Reads about reported counts."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.searching import words_of
from openluban.kernel.text import LocalizedText
from openluban.network.counts.models import Basis, Measure, ReportedCount, Subject

_YEAR = re.compile(r"20\d\d")
_COMMON = frozenset(
    {"luban", "workshop", "workshops", "of", "the", "and", "in", "tianjin", "international"}
)
_LONG = 4
_SHORT = frozenset({"sco"})
"""Shorter words say nothing, but for these."""
_ENOUGH = 0.3
"""Words must at least weigh so much: one word that few subjects share."""
_UNSAID = 0.02
"""What every word of a subject's names that was not said takes away."""


@dataclass(frozen=True, slots=True)
class ReportedSubject:
    """A subject of counts, and the words of its names by how few subjects share them."""

    key: str
    weights: dict[str, float]
    year: str

    @property
    def reference(self) -> str:
        """The subject as ``register/key``."""
        return f"subjects/{self.key}"

    def likeness(self, said: set[str], year: str) -> float:
        """Return how well words speak of this subject; not above 0 means that they do not.

        A subject of one year is meant only in that year, or where the words name it.
        """
        if self.year and self.year not in said and self.year != year:
            return 0.0
        shared = sum(weight for word, weight in self.weights.items() if word in said)
        return shared - _ENOUGH - _UNSAID * sum(word not in said for word in self.weights)


def reported_subjects() -> list[ReportedSubject]:
    """Return every subject that is not a record of another register: one query."""
    words: dict[str, frozenset[str]] = {}
    for key, name in Subject.objects.shown().order_by("key").values_list("key", "name"):
        said = " ".join([key.replace("-", " "), name.best("en")[1]])
        kept = (word for word in words_of(said) if len(word) >= _LONG or word in _SHORT)
        words[key] = frozenset(kept) - _COMMON
    families = {(_YEAR.sub("", key), word) for key, said in words.items() for word in said}
    shared = Counter(word for _family, word in families)
    return [
        ReportedSubject(
            key,
            {word: 1 / shared[word] for word in said if not _YEAR.fullmatch(word)},
            found.group() if (found := _YEAR.search(key)) else "",
        )
        for key, said in words.items()
    ]


def units_of_measures() -> dict[str, str]:
    """Return the unit of every measure: one query."""
    return dict(Measure.objects.shown().values_list("key", "unit"))


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody's number about one record: what was measured, over or at which time."""

    key: str
    measure: str
    name: LocalizedText
    unit: str
    value: Decimal
    qualifier: str
    basis: str
    as_at: ImpreciseDate | None
    begins: date | None

    @property
    def is_on_a_day(self) -> bool:
        """Whether it says how many there were on a day, rather than up to it."""
        return self.basis == Basis.AS_AT


def reported_of(reference: str, measures: Collection[str]) -> list[Reported]:
    """Return the newest number of each measure and basis about ``register/key``: one query."""
    register, _slash, key = reference.partition("/")
    found = ReportedCount.objects.shown().filter(
        subject_register=register, subject_key=key, measure__key__in=list(measures)
    )
    newest: dict[tuple[str, str], Reported] = {}
    for count in found.select_related("measure").order_by("-as_at_earliest", "-pk"):
        one = Reported(
            count.key,
            count.measure.key,
            count.measure.name,
            count.measure.unit,
            count.value,
            count.qualifier,
            count.basis,
            count.as_at,
            count.period_start.earliest if count.period_start else None,
        )
        newest.setdefault((one.measure, one.basis), one)
    return list(newest.values())
