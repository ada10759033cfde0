"""The choice of a year since which something is counted, for figures whose records have a day."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Records

_ALL = "all"
_FIRST_YEAR, _LAST_YEAR = 2016, 2040
SINCE_YEAR = Choice(
    key="period",
    title=_("Period"),
    default=_ALL,
    options=lambda: (
        Option(_ALL, _("since the beginning")),
        *(
            Option(str(year), _("since the beginning of %(year)s") % {"year": year})
            for year in range(_FIRST_YEAR, _LAST_YEAR)
        ),
    ),
)


def since(records: Records, day: str, period: str) -> Records:
    """Return the records whose field ``day`` lies in the chosen period."""
    if period == _ALL:
        return records
    return records.filter(**{f"{day}__gte": f"{period}-01-01"})
