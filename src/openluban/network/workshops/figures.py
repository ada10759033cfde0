"""Figures of workshops: how many, in how many countries, with whom."""

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.network.workshops.choices import ABOUT_WORKSHOPS, SINCE, past_gate
from openluban.network.workshops.models import Party, Role, Workshop

BY_COUNTRY = Breakdown(
    key="country",
    title=_("By country"),
    path="country__key",
    register="countries",
    choice="bloc",
)
BY_LEAD = Breakdown(
    key="province",
    title=_("By the lead colleges’ province"),
    path="lead_party__institution__province__key",
    register="provinces",
    overlaps=True,
    relations={
        "lead_party": FilteredRelation(
            "parties", condition=Q(parties__role=Role.LEAD_COLLEGE, parties__is_shown=True)
        )
    },
    choice="led_from",
)


def _workshops(*, gate: str, bloc: str, led_from: str) -> Records:
    found = past_gate(Workshop.objects.all(), gate=gate, bloc=bloc, led_from=led_from)
    records: Records = found.annotate(label=F("name"))
    return records


def _host_countries(*, gate: str, bloc: str, led_from: str) -> Records:
    found = _workshops(gate=gate, bloc=bloc, led_from=led_from)
    records: Records = found.annotate(thing=F("country_id"))
    return records


def _parties(role: Role, gate: str, bloc: str, led_from: str) -> Records:
    taking_part = Party.objects.filter(role=role)
    found = past_gate(taking_part, gate=gate, bloc=bloc, led_from=led_from, workshop="workshop")
    records: Records = found.annotate(thing=F("institution_id"), label=F("institution__name"))
    return records


WORKSHOPS = declare(
    Figure(
        key="workshops",
        title=_("Workshops"),
        meaning=_("Luban Workshops that had passed a gate by a day and had not closed."),
        unit="workshop",
        register="workshops",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        records=_workshops,
        breakdowns=(BY_COUNTRY, BY_LEAD),
    )
)
HOST_COUNTRIES = declare(
    Figure(
        key="host_countries",
        title=_("Host countries"),
        meaning=_("Countries with at least one Luban Workshop that had passed a gate by a day."),
        unit="country",
        aggregate=Aggregate.DISTINCT,
        register="workshops",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        records=_host_countries,
        breakdowns=(BY_COUNTRY,),
    )
)
LEAD_COLLEGES = declare(
    Figure(
        key="lead_colleges",
        title=_("Lead colleges"),
        meaning=_("Chinese colleges that build a workshop which had passed a gate by a day."),
        unit="college",
        aggregate=Aggregate.DISTINCT,
        register="parties",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        records=lambda **choices: _parties(Role.LEAD_COLLEGE, **choices),
        breakdowns=(
            Breakdown(
                key="province",
                title=_("By province"),
                path="institution__province__key",
                register="provinces",
            ),
        ),
    )
)
HOST_INSTITUTIONS = declare(
    Figure(
        key="host_institutions",
        title=_("Host institutions"),
        meaning=_("Partners abroad that host a workshop which had passed a gate by a day."),
        unit="institution",
        aggregate=Aggregate.DISTINCT,
        register="parties",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        records=lambda **choices: _parties(Role.HOST, **choices),
        breakdowns=(
            Breakdown(
                key="country",
                title=_("By country"),
                path="workshop__country__key",
                register="countries",
            ),
        ),
    )
)
PARTNER_ENTERPRISES = declare(
    Figure(
        key="partner_enterprises",
        title=_("Partner enterprises"),
        meaning=_("Enterprises named as partners of a workshop that had passed a gate by a day."),
        unit="enterprise",
        aggregate=Aggregate.DISTINCT,
        register="parties",
        since=SINCE,
        choices=ABOUT_WORKSHOPS,
        records=lambda **choices: _parties(Role.ENTERPRISE, **choices),
        breakdowns=(
            Breakdown(
                key="country",
                title=_("By the workshop’s country"),
                path="workshop__country__key",
                register="countries",
                overlaps=True,
            ),
        ),
    )
)
