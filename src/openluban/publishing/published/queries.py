"""Reads about the register's published figures, reconciled once for each state of the records."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.core.cache import cache
from django.utils.translation import get_language

from openluban.foundation.history.stamp import state_of_records
from openluban.publishing.published.files import published_figures
from openluban.publishing.published.models import PublishedFigure
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.verdicts import PartResult, Result, Verdict

_KEPT_SECONDS = 24 * 3_600


def reconciled() -> tuple[Result, ...]:
    """Return the shown published figures with their verdicts, by key, in the reader's language.

    They are kept under the state of the records, so one query is all that a further call costs.
    """
    mark = f"reconciled:{get_language() or ''}:{state_of_records()}"
    kept: tuple[Result, ...] | None = cache.get(mark)
    if kept is None:
        kept = tuple(_slim(result) for result in Reconciler(published_figures()).reconcile())
        cache.set(mark, kept, _KEPT_SECONDS)
    return kept


def _slim(result: Result) -> Result:
    """Leave out what only the search itself needed."""
    return replace(result, parts=tuple(replace(part, fitting=()) for part in result.parts))


def verdict_counts(results: Sequence[Result]) -> dict[Verdict, int]:
    """Return how many results there are of each verdict, all verdicts in their order."""
    counted = Counter(result.verdict for result in results)
    return {verdict: counted[verdict] for verdict in Verdict}


def said_of(
    results: Sequence[Result], figure: str, choices: Mapping[str, str]
) -> list[tuple[Result, PartResult]]:
    """Return the numbers that were published of just this figure under just these choices."""
    return [
        (result, part)
        for result in results
        for part in result.parts
        if part.reading is not None
        and part.number.interval is not None
        and part.reading.figure == figure
        and part.reading.choices == choices
    ]


def nearest(
    said: Sequence[tuple[Result, PartResult]], at: date, *, within: int
) -> tuple[Result, PartResult] | None:
    """Return what was published of the day nearest to ``at``, at most so many days away."""
    dated = [(abs((part.at - at).days), result, part) for result, part in said if part.at]
    best = min(dated, key=lambda one: one[0], default=None)
    return best[1:] if best is not None and best[0] <= within else None


def unmapped() -> list[tuple[str, str]]:
    """Return (key, claim) of every shown published figure that nobody has mapped: one query."""
    found = PublishedFigure.objects.shown().filter(figure="").order_by("key")
    return list(found.values_list("key", "claim"))
