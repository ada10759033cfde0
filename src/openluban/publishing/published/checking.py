"""Holding rows that are kept nowhere against the register, within limits."""

from collections.abc import Sequence

from openluban.foundation.sheets.limits import Limits
from openluban.publishing.published.files import OPTIONAL, REQUIRED, published_figures
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.verdicts import Result, Stated

LIMITS = Limits(max_bytes=500_000, max_rows=500, max_columns=50, max_cell_chars=2_000)
"""Of rows that come over the web; the command line takes more."""
COLUMNS = (*REQUIRED, *(name for name in OPTIONAL if name != "disagreement_or_note"))
"""The columns that are read."""


def check_rows(rows: Sequence[Stated]) -> list[Result]:
    """Return the verdict of each row; the register's published figures may contradict them.

    A row that stands in the register as well, under the same id, takes its place.
    """
    given = {row.id.casefold() for row in rows}
    beside = [row for row in published_figures() if row.id.casefold() not in given]
    return Reconciler(rows, beside=beside).reconcile()
