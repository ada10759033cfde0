"""The registers of ports and routes."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number
from openluban.foundation.registers.fields.texts import Localized
from openluban.gateway.corridor.models import Port, Route

WING = _("Port")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)

PORTS = declare(
    Register(
        key="ports",
        model=Port,
        title=_("Ports"),
        singular=_("port"),
        about=_("Sea ports, land ports, stations and border crossings of the corridor."),
        wing=WING,
        fields=(
            NAME,
            Reference(name="city", label=_("City"), register="cities"),
            Reference(
                name="country",
                label=_("Country"),
                register="countries",
                required=True,
                filterable=True,
            ),
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Port.Kind.choices),
                required=True,
                filterable=True,
            ),
        ),
        columns=("name", "kind", "city", "country"),
        sorts=("name",),
        filters=("kind", "country"),
    )
)
ROUTES = declare(
    Register(
        key="routes",
        model=Route,
        title=_("Routes and trains"),
        singular=_("route"),
        about=_("Routes, trains and what is reported of them."),
        wing=WING,
        fields=(
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Route.Kind.choices),
                required=True,
                filterable=True,
            ),
            NAME,
            Localized(name="origin", label=_("From")),
            Localized(name="border", label=_("Border crossing")),
            Localized(name="destinations", label=_("To")),
            Day(name="opened_on", label=_("Opened")),
            Number(name="figure", label=_("Number"), low=Decimal(0), high=Decimal(100_000_000_000)),
            Localized(name="unit", label=_("Unit")),
            Day(name="as_of", label=_("As at")),
        ),
        columns=("name", "kind", "origin", "destinations", "figure", "unit", "as_of"),
        sorts=("name", "as_of"),
        filters=("kind",),
    )
)
