"""Marks that were made here as line items: those of one title and scale in one class are one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Min, Q, QuerySet

from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.queries.provider.shapes import line_of_row

_NAMED = ("title", "stage", "out_of", "taught_class__name", "course__name")
_SAME = ("title", "stage", "out_of", "taught_class", "course", "enrolment__cohort")
_CLASS = "enrolment__cohort__key"


def lines_of(marks: QuerySet[Mark, dict[str, Any]]) -> QuerySet[Mark, dict[str, Any]]:
    """Return a row for each line item, with the first day on which it has a mark."""
    rows = marks.order_by().values(*_NAMED, _CLASS).annotate(on=Min("on"))
    ordered: QuerySet[Mark, dict[str, Any]] = rows.order_by(_CLASS, *_NAMED)
    return ordered


def of_line(marks: QuerySet[Mark, dict[str, Any]], line: str) -> Q:
    """Return what the marks of a line item have in common.

    The id of a line says nothing of it, so each line is asked for its own; no mark is read.
    """
    found = Q(pk__in=[])
    for row in marks.order_by().values(*_NAMED, _CLASS, *_SAME[3:]).distinct().iterator():
        if line_of_row(row) == line:
            found |= _same(row, _SAME)
    return found


def _same(row: Mapping[str, Any], columns: Iterable[str]) -> Q:
    given = {name: row[name] for name in columns}
    none = {f"{name}__isnull": True for name, value in given.items() if value is None}
    return Q(**none, **{name: value for name, value in given.items() if value is not None})
