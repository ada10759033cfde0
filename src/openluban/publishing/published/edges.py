"""Records near the edge of a number that does not fit: where to look first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from openluban.foundation.figures.choices import Choice
from openluban.foundation.figures.series import Entry
from openluban.foundation.figures.wording import option_words
from openluban.publishing.published.asking import Asked
from openluban.publishing.published.candidates import NEAR, Counter, shifted
from openluban.publishing.published.verdicts import Named, Role

_FEW = 6
"""What a change of one choice takes in may be so much; more is not at the edge."""
_MOST_GROUPS = 2
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Edge:
    """Records that are near the edge for one reason; ``option`` would take them in, in words."""

    role: Role
    entries: tuple[Entry, ...]
    option: str = ""


def named(asked: Asked, edges: Sequence[Edge]) -> tuple[Named, ...]:
    """Return the records as a reason names them, each once for each role."""
    found = {
        (edge.role, entry.key): Named(
            edge.role,
            asked.figure.register,
            entry.key,
            entry.title(get_language() or "en"),
            edge.option,
        )
        for edge in edges
        for entry in edge.entries[:_MOST_NAMED]
    }
    return tuple(found.values())


def edges_of(
    asked: Asked, counted: Sequence[Entry], counter: Counter, *, is_less: bool
) -> list[Edge]:
    """Return the records near the edge; ``is_less``: more of them would bring it nearer."""
    held = [
        Edge(Role.IMPRECISE, tuple(entry for entry in counted if entry.latest > asked.day)),
        Edge(Role.DISPUTED, tuple(entry for entry in counted if entry.is_disputed)),
        Edge(Role.UNSURE, tuple(entry for entry in counted if entry.confidence != "high")),
    ]
    near = _beyond(asked, counted, counter) if is_less else held
    found = [edge for edge in near if edge.entries]
    return found or [edge for edge in held if edge.entries]


def _beyond(asked: Asked, counted: Sequence[Entry], counter: Counter) -> list[Edge]:
    """Return records that do not count, but nearly do."""
    series = counter.series(asked.figure, asked.choices)
    last = shifted(asked.day, NEAR)
    soon = tuple(entry for entry in series.entries if asked.day < entry.begins <= last)
    known = {entry.key for entry in (*counted, *soon)}
    return [Edge(Role.LATER, soon), *_outside(asked, known, counter)]


def _outside(asked: Asked, known: set[str], counter: Counter) -> list[Edge]:
    """Return what changing one choice takes in, pinned or not, where that is little."""
    found: list[Edge] = []
    for choice in asked.figure.choices:
        for option in counter.alternatives(choice, asked.choices[choice.key]):
            further = _further(asked, choice, option, counter)
            extra = tuple(entry for entry in further if entry.key not in known)
            if 0 < len(extra) <= _FEW:
                found.append(Edge(Role.OUTSIDE, extra, option_words(choice, option)))
    found.sort(key=lambda edge: len(edge.entries))
    return _apart(found)


def _further(asked: Asked, choice: Choice, option: str, counter: Counter) -> list[Entry]:
    others = {**asked.choices, choice.key: option}
    return counter.series(asked.figure, others).on(asked.day, others)


def _apart(edges: Sequence[Edge]) -> list[Edge]:
    """Keep a few that each name a record that none before named."""
    kept: list[Edge] = []
    seen: set[str] = set()
    for edge in edges:
        new = tuple(entry for entry in edge.entries if entry.key not in seen)
        if new and len(kept) < _MOST_GROUPS:
            kept.append(Edge(edge.role, new, edge.option))
            seen.update(entry.key for entry in new)
    return kept
