"""Makers of rows for tests."""

from collections.abc import Sequence
from dataclasses import replace

from openluban.publishing.published.files import stated_from
from openluban.publishing.published.verdicts import Stated

COLUMNS = ("subject", "scope", "claim", "number", "unit", "as_of")


def make_stated(told: str, *, id: str = "N1", publisher: str = "The Examiner") -> Stated:  # noqa: A002
    """Make a row of ``"subject | scope | claim | number | unit | as_of"``."""
    cells = dict(zip(COLUMNS, (cell.strip() for cell in told.split("|")), strict=True))
    source = f"{publisher} {cells['as_of']}"
    return stated_from({"id": id, "publisher": publisher, "source": source, **cells})


def unmapped(rows: Sequence[Stated]) -> list[Stated]:
    """Return the rows as if nobody had said what they mean."""
    return [replace(row, figure="", choices="", pinned="") for row in rows]
