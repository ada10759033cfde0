"""Moments as a page shows them."""

from datetime import datetime

from django.utils.timezone import localtime

from openluban.kernel.numerals import format_day_short


def moment_words(moment: datetime, language: str) -> str:
    """Return day and time of day in the installation's time zone."""
    here = localtime(moment)
    return f"{format_day_short(here.date().isoformat(), language)} {here:%H:%M}"
