"""Reads about reported counts."""

import re
from collections import Counter
from dataclasses import dataclass

from openluban.kernel.searching import words_of
from openluban.network.counts.models import Measure, Subject

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
