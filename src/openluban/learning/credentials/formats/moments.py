"""Moments as credentials write them (XML Schema dateTime with a time zone)."""

import re
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.refusals import Unfit

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_DIGITS_OF_PYTHON = re.compile(r"(\.\d{6})\d+")


def written_moment(moment: datetime) -> str:
    """Return the moment in universal time, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: object) -> datetime:
    """Return the moment.

    :raises Unfit: it is none, or does not say its time zone
    """
    if isinstance(text, str) and _MOMENT.match(text):
        try:
            return datetime.fromisoformat(_DIGITS_OF_PYTHON.sub(r"\1", text)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise Unfit("no_moment", _("“%(text)s” is no date with time and time zone."), text=str(text))
