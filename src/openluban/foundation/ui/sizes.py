"""Sizes of files, and how long they travel, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.kernel.numerals import format_number
from openluban.kernel.travel import seconds_over

_MINUTE, _HOUR = 60, 3_600
_SECONDS_UP_TO = 90
_MINUTES_UP_TO = 90 * _MINUTE
_DAY = 24 * _HOUR
_KILO = 1_000


def time_words(seconds: int) -> str:
    """Return how long something takes, rounded up to what people plan by."""
    if seconds <= _SECONDS_UP_TO:
        words = ngettext("%(n)s second", "%(n)s seconds", seconds)
        return words % {"n": seconds}
    if seconds <= _MINUTES_UP_TO:
        minutes = -(-seconds // _MINUTE)
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if seconds <= 2 * _DAY:
        hours = -(-seconds // _HOUR)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = -(-seconds // _DAY)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def size_words(size: int, language: str) -> str:
    """Return a size in bytes, kB, MB or GB of 1,000 each."""
    if size < _KILO:
        return ngettext("%(n)s byte", "%(n)s bytes", size) % {"n": size}
    amount, units = Decimal(size), (_("kB"), _("MB"), _("GB"))
    for unit in units:
        amount /= _KILO
        if amount < _KILO or unit == units[-1]:
            break
    places = Decimal("0.1") if amount < 100 else Decimal(1)  # noqa: PLR2004 - 99.5 kB, 120 kB
    return f"{format_number(amount.quantize(places), language)}\u00a0{unit}"


def travel_words(size: int, kbit: int) -> str:
    """Return how long so many bytes travel at so many kbit/s."""
    return time_words(seconds_over(size, kbit))
