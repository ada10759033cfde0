"""Words for how texts stand."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openluban.foundation.ui.joining import sentences
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.sizes import size_words, travel_words
from openluban.kernel.numerals import format_day
from openluban.kernel.travel import SLOW
from openluban.teaching.library.models import Film, State
from openluban.teaching.library.queries.leaves import Leaves
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.rules import Mark, Stale

STATE_WORDS = dict(State.choices)
_CONTAINERS = {"mp4": "MP4", "webm": "WebM"}


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


def length_words(milliseconds: int) -> str:
    """Return how long a film runs as players show it: 0:48, 1:02:03; ``""`` where nobody knows."""
    if not milliseconds:
        return ""
    minutes, seconds = divmod(-(-milliseconds // 1_000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def rendition_words(film: Film, reader: str) -> str:
    """Return a rendition's container, size, length and points: MP4, 12.3 MB, 3:12, 640 × 360."""
    points = f"{film.width}\u00a0×\u00a0{film.height}" if film.width and film.height else ""
    size = size_words(film.size, reader)
    told = (_CONTAINERS[film.ending], size, length_words(film.milliseconds), points)
    return " · ".join(filter(None, told))


def weight_words(films: Sequence[Film], reader: str) -> str:
    """Return how long a film runs, and what playing its smallest rendition costs on a weak link."""
    smallest, length = films[0], length_words(max(film.milliseconds for film in films))
    words = _("Playing it fetches %(size)s: at %(kbit)s kbit/s that takes %(time)s.")
    cost = words % {
        "size": size_words(smallest.size, reader),
        "kbit": SLOW,
        "time": travel_words(smallest.size, SLOW),
    }
    return sentences([_("The film runs %(length)s.") % {"length": length}] * bool(length) + [cost])


def elsewhere_words(film: Film, reader: str, address: str = "") -> str:
    """Return the sentence that stands where a film cannot: that there is one, and where."""
    size = size_words(film.size, reader)
    if address:
        words = _("A film of %(size)s belongs to this unit. It is in the library: %(address)s")
        return words % {"size": size, "address": address}
    return _("A film of %(size)s belongs to this unit. It is in the library.") % {"size": size}
