"""How this module says things."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.ui.languages import page_language
from openluban.kernel.numerals import format_day_short
from openluban.learning.launches.queries.progress import CourseLine, UnitLine

REASONS: Mapping[str, Any] = {
    "Tested Out": gettext_lazy("shown in a test"),
    "Equivalent AU": gettext_lazy("done in another unit of the course"),
    "Equivalent Outside Activity": gettext_lazy("done elsewhere"),
    "Administrative": gettext_lazy("decided by the school"),
}
"""Reasons for waiving a unit, as cmi5 has them."""


def day(moment: datetime | None) -> str:
    """Return the day of a moment in the reader's words; "" for none."""
    if moment is None:
        return ""
    return format_day_short(timezone.localtime(moment).date().isoformat(), page_language())


def title_of(titles: Mapping[str, str]) -> tuple[str, str]:
    """Return (language, title) for the reader: their language, or the first."""
    reader = page_language().lower()
    found = {language.lower(): title for language, title in titles.items() if title}
    for language in (reader, *(each for each in found if each.split("-")[0] == reader[:2])):
        if language in found:
            return language, found[language]
    return next(iter(found.items()), ("", "—"))


def state_of(line: UnitLine) -> str:
    """Return what became of a unit in a word or two."""
    progress = line.progress
    if line.is_done:
        is_waived = progress is not None and progress.waived_at == line.done_at
        return _("waived") if is_waived and line.done_at else _("done")
    if progress is not None and progress.failed_at:
        return _("not passed")
    return _("begun") if line.started_at else _("not begun")


def count_of(line: CourseLine) -> str:
    """Return how many units of a course are done."""
    return _("%(done)s of %(all)s") % {"done": line.done, "all": len(line.units)}
