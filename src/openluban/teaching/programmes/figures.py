"""Figures of programmes: how many, in how many categories, how many a workshop."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.network.workshops.public import ABOUT_WORKSHOPS, SINCE, at_workshop, past_gate
from openluban.teaching.programmes.models import Category, Programme

AT_WORKSHOP = at_workshop(_("at %(option)s"))
BY_CATEGORY = Breakdown(
    key="category", title=_("By category"), path="category", words=dict(Category.choices)
)
BY_COUNTRY = Breakdown(
    key="country",
    title=_("By country"),
    path="workshop__country__key",
    register="countries",
    choice="bloc",
)


def _programmes(*, gate: str, bloc: str, led_from: str, workshop: str) -> Records:
    found: Records = Programme.objects.all()
    if workshop != "all":
        found = found.filter(workshop__key=workshop)
    found = past_gate(found, gate=gate, bloc=bloc, led_from=led_from, workshop="workshop")
    records: Records = found.annotate(label=F("name"))
    return records


def _categories(*, gate: str, bloc: str, led_from: str, workshop: str) -> Records:
    found = _programmes(gate=gate, bloc=bloc, led_from=led_from, workshop=workshop)
    records: Records = found.exclude(category=Category.OTHER).annotate(thing=F("category"))
    return records


PROGRAMMES = declare(
    Figure(
        key="programmes",
        title=_("Programmes"),
        meaning=_("Programmes at workshops that had passed a gate by a day."),
        unit="programme",
        register="programmes",
        since=SINCE,
        choices=(*ABOUT_WORKSHOPS, AT_WORKSHOP),
        records=_programmes,
        breakdowns=(BY_CATEGORY, BY_COUNTRY),
    )
)
PROGRAMME_CATEGORIES = declare(
    Figure(
        key="programme_categories",
        title=_("Programme categories"),
        meaning=_("How many of the network’s six categories its programmes fall into."),
        unit="category",
        aggregate=Aggregate.DISTINCT,
        register="programmes",
        since=SINCE,
        choices=(*ABOUT_WORKSHOPS, AT_WORKSHOP),
        records=_categories,
        breakdowns=(BY_CATEGORY,),
    )
)
PROGRAMMES_PER_WORKSHOP = declare(
    Figure(
        key="programmes_per_workshop",
        title=_("Programmes per workshop"),
        meaning=_("Programmes at workshops that had passed a gate, over those workshops."),
        unit="ratio",
        aggregate=Aggregate.RATIO,
        register="programmes",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        numerator="programmes",
        denominator="workshops",
    )
)
