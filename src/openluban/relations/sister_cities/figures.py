"""Figures of sister-city ties."""

from datetime import date

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.relations.sister_cities.models import Tie

_FIRST = date(1973, 1, 1)
_NOT_KNOWN = date(9999, 12, 31)
KIND = Choice(
    key="tie",
    title=_("Kind of tie"),
    default="all",
    options=lambda: [
        Option("all", _("ties of any kind")),
        Option("sister", _("sister cities, states and regions")),
        Option("friendship_city", _("friendship cities")),
    ],
)
BY_COUNTRY = Breakdown(
    key="country",
    title=_("By country"),
    path="country__key",
    register="countries",
    choice="bloc",
)


def _ties(*, bloc: str, tie: str) -> Records:
    """A tie whose beginning nobody gives counts from the first tie's year, as imprecise."""
    found = Tie.objects.annotate(
        counts_from=Coalesce(F("since_earliest"), _FIRST),
        counts_latest=Coalesce(F("since_latest"), _NOT_KNOWN),
        counts_until=Coalesce(F("until_earliest"), F("closed_on_earliest")),
        label=F("name"),
    )
    if tie == "sister":
        found = found.exclude(tie_type=Tie.Kind.FRIENDSHIP_CITY)
    elif tie == "friendship_city":
        found = found.filter(tie_type=Tie.Kind.FRIENDSHIP_CITY)
    return within_bloc(found, bloc=bloc)


def _countries(*, bloc: str, tie: str) -> Records:
    records: Records = _ties(bloc=bloc, tie=tie).annotate(thing=F("country_id"))
    return records


TIES = declare(
    Figure(
        key="sister_city_ties",
        title=_("Sister-city ties"),
        meaning=_("Ties of Tianjin’s with cities and regions abroad that held on a day."),
        unit="tie",
        register="sister-cities",
        choices=(BLOC, KIND),
        records=_ties,
        breakdowns=(BY_COUNTRY,),
    )
)
TIE_COUNTRIES = declare(
    Figure(
        key="sister_city_countries",
        title=_("Countries of sister cities"),
        meaning=_("Countries in which Tianjin had a tie with a city or region on a day."),
        unit="country",
        aggregate=Aggregate.DISTINCT,
        register="sister-cities",
        choices=(BLOC, KIND),
        records=_countries,
        breakdowns=(BY_COUNTRY,),
    )
)
