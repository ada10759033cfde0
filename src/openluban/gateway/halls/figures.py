"""Figures of country halls."""

from datetime import date

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Breakdown, Figure, Records, declare
from openluban.gateway.halls.models import Hall

_UNKNOWN = date(9999, 12, 31)
STATE = Choice(
    key="state",
    title=_("State"),
    default="open",
    options=lambda: [Option("open", _("open")), Option("planned", _("planned"))],
)


def _country_halls(*, state: str) -> Records:
    """A hall whose opening day nobody gives counts from the day it was reported, as imprecise."""
    found = Hall.objects.filter(kind=Hall.Kind.COUNTRY_HALL, state=state)
    return found.annotate(
        counts_from=Coalesce(F("opened_on_earliest"), F("as_of_earliest"), _UNKNOWN),
        counts_latest=Coalesce(F("opened_on_latest"), F("as_of_latest"), _UNKNOWN),
        counts_until=F("closed_on_earliest"),
        label=F("name"),
    )


COUNTRY_HALLS = declare(
    Figure(
        key="country_halls",
        title=_("Country halls"),
        meaning=_("Country service halls at Tianjin’s port that were open, or planned, on a day."),
        unit="hall",
        register="halls",
        choices=(STATE,),
        records=_country_halls,
        breakdowns=(
            Breakdown(
                key="country", title=_("By country"), path="country__key", register="countries"
            ),
        ),
    )
)
