"""How published numbers stand against the register of today."""

from collections.abc import Iterable
from datetime import date

from django.core.cache import cache

from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.declaring import NoSuchFigure, find_figure
from openluban.foundation.history.stamp import state_of_records
from openluban.publishing.briefings.frozen import FrozenFigure, records_digest
from openluban.publishing.briefings.markup import placeholders_of
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.freezing import (
    choices_today,
    read_frozen,
    seen_records,
)
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.rules import Restatement, restatement

_KEPT_SECONDS = 24 * 3600

Restated = dict[str, Restatement]
"""What became of the numbers that are no longer what they were, by question."""


def standing_of(edition: Edition) -> Restated:
    """Compare an edition's frozen figures with the register of today; only what differs is told.

    Reads the state of the records and, when that is new, one query for each number; the result
    is kept until something is recorded.
    """
    name = f"briefings.standing:{edition.pk}:{edition.digest}:{state_of_records()}"
    kept: Restated | None = cache.get(name)
    if kept is None:
        kept = restated_among(_in_order_of_text(edition))
        cache.set(name, kept, _KEPT_SECONDS)
    return kept


def _in_order_of_text(edition: Edition) -> list[FrozenFigure]:
    contents = contents_of(edition.statement)
    asked = (one for text in contents.texts.values() for one in placeholders_of(text))
    questions = dict.fromkeys(one.question for one in asked)
    return [contents.figures[question] for question in questions]


def restated_among(figures: Iterable[FrozenFigure]) -> Restated:
    """Return what became of numbers that differ from those of today, by question."""
    with remembering():
        found = (_restated(figure) for figure in figures)
        return {one.question: one for one in found if one is not None}


def _restated(frozen: FrozenFigure) -> Restatement | None:
    """Look at the records alone first: while they are the same, so is the number."""
    at = date.fromisoformat(frozen.at)
    try:
        figure = find_figure(frozen.figure)
        choices = choices_today(frozen, figure)
        if choices is None:
            return restatement(frozen, None)
        if frozen.is_listed:
            records = seen_records(figure, choices, at)
            if records_digest(records) == records_digest(frozen.records):
                return None
        now = read_frozen(
            frozen.figure,
            choices,
            at=at,
            question=frozen.question,
            stated_at=frozen.stated_at,
        )
    except (NoSuchFigure, UnknownChoice):
        now = None
    return restatement(frozen, now)
