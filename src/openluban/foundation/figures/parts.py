"""A figure taken apart: how much of it belongs where, counted by the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum

from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records
from openluban.foundation.figures.reading import records_on
from openluban.foundation.figures.withholding import counts_others, told_sizes
from openluban.foundation.registers.naming import record_names
from openluban.kernel.text import LocalizedText

MOST = 300
"""So many parts are shown; what is beyond is summed up as one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: ``key`` is a record's or a code, "" for what is not known to belong anywhere."""

    key: str
    name: LocalizedText | str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts, largest first, the unknown one last; ``left_out`` counts parts beyond the most.

    ``withheld`` counts parts too small to be told.
    """

    breakdown: Breakdown
    parts: tuple[Part, ...]
    left_out: int = 0
    withheld: int = 0


def may_be_parted(figure: Figure) -> bool:
    """Test whether the parts of a figure mean anything: a newest report has none, nor a ratio."""
    return figure.aggregate not in {Aggregate.LATEST, Aggregate.RATIO}


def parts_of(figure: Figure, choices: dict[str, str], breakdown: Breakdown, at: date) -> Parts:
    """Return the figure's parts on a day: one query, and one for their names."""
    # Django alters the relations it is given, so each use has its own.
    relations = {name: relation.clone() for name, relation in breakdown.relations.items()}
    records = records_on(figure, choices, at).alias(**relations).order_by()
    persons = _persons(records, breakdown) if counts_others(figure, records) else None
    sizes, withheld = told_sizes(figure, _sizes(figure, records, breakdown), persons)
    known = sorted(
        (pair for pair in sizes.items() if pair[0]), key=lambda pair: (-pair[1], pair[0])
    )
    names = _names(breakdown, [key for key, _size in known[:MOST]])
    parts = [Part(key, names.get(key, key), size) for key, size in known[:MOST]]
    if sizes.get(""):
        parts.append(Part("", "", sizes[""]))
    return Parts(breakdown, tuple(parts), max(len(known) - MOST, 0), withheld)


def _sizes(figure: Figure, records: Records, breakdown: Breakdown) -> dict[str, Decimal]:
    if figure.aggregate == Aggregate.SUM and breakdown.overlaps:
        return _summed_once(records, breakdown)
    measure: Any = Count("pk", distinct=breakdown.overlaps)
    if figure.aggregate == Aggregate.DISTINCT:
        measure = Count("thing", distinct=True)
    elif figure.aggregate == Aggregate.SUM:
        measure = Sum("quantity")
    found: Counter[str] = Counter()
    for key, size in records.values_list(breakdown.path).annotate(size=measure):
        found[str(key or "")] += size or 0
    return {key: Decimal(size) for key, size in found.items()}


def _persons(records: Records, breakdown: Breakdown) -> dict[str, int]:
    """Return of how many persons each part is."""
    counted = records.values_list(breakdown.path).annotate(size=Count("who", distinct=True))
    return {str(key or ""): size for key, size in counted}


def _summed_once(records: Records, breakdown: Breakdown) -> dict[str, Decimal]:
    """Sum quantities so that a record that reaches a part in several ways counts there once."""
    rows = records.annotate(part=F(breakdown.path)).values_list("part", "pk", "quantity").distinct()
    found: Counter[str] = Counter()
    for key, _record, quantity in rows.iterator(chunk_size=10_000):
        found[str(key or "")] += quantity or 0
    return {key: Decimal(size) for key, size in found.items()}


def _names(breakdown: Breakdown, keys: list[str]) -> Mapping[str, LocalizedText | str]:
    if breakdown.names_of is not None:
        return breakdown.names_of(keys)
    if not breakdown.register:
        return {key: str(breakdown.words.get(key, key)) for key in keys}
    named = record_names(f"{breakdown.register}/{key}" for key in keys)
    return {reference.partition("/")[2]: name for reference, name in named.items()}
