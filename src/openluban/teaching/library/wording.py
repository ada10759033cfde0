"""Words for how texts stand."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openluban.foundation.ui.languages import language_name
from openluban.kernel.numerals import format_day
from openluban.teaching.library.models import State
from openluban.teaching.library.queries.leaves import Leaves
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.rules import Mark, Stale

STATE_WORDS = dict(State.choices)


def stale_words(stale: Stale) -> str:
    """Return how many clauses no longer follow the original."""
    words = ngettext(
        "%(count)s clause to bring up to date",
        "%(count)s clauses to bring up to date",
        stale.total,
    )
    return words % {"count": stale.total}


def mark_words(mark: Mark | None) -> tuple[str, str]:
    """Return what is said of a source clause and of its translation, ``""`` for nothing."""
    match mark:
        case Mark.CHANGED:
            return "", _("the original has changed since this was translated")
        case Mark.NEW:
            return _("new: not translated yet"), ""
        case Mark.REMOVED:
            return "", _("gone from the original")
        case Mark.OWN:
            return "", _("only in this language")
        case _:
            return "", ""


def side_label(row: TextRow, reader: str) -> str:
    """Return a text's language and version for a reader."""
    return _("%(language)s, version %(version)s") % {
        "language": language_name(row.language, reader),
        "version": row.version,
    }


def leaf_words(version: int, published: datetime) -> str:
    """Return which version brought a leaf, and when it was published."""
    return _("version %(version)s of %(day)s") % {
        "version": version,
        "day": format_day(published.date().isoformat(), get_language() or "en"),
    }


def edition_words(version: int) -> str:
    """Return which version lies in a folder or is published, a dash for none."""
    return _("version %(version)s") % {"version": version} if version else "—"


def exchange_cells(found: Leaves) -> Iterator[tuple[str, str, str]]:
    """Yield a line a leaf: its number, what is taken out, what is put in."""
    for each in found.exchanges:
        sides = [
            f"{leaf.title} ({leaf_words(leaf.version, found.published_at[leaf.version])})"
            if leaf
            else "—"
            for leaf in (each.take_out, each.put_in)
        ]
        yield (found.printed(each.label), sides[0], sides[1])
