"""The registers of workshops, their parties and their gates."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number
from openluban.foundation.registers.fields.texts import Aliases, Localized
from openluban.network.workshops.models import Gate, GatePassed, Party, Role, Workshop

WING = _("Network")
WORKSHOP = Reference(
    name="workshop", label=_("Workshop"), register="workshops", required=True, filterable=True
)

WORKSHOPS = declare(
    Register(
        key="workshops",
        model=Workshop,
        title=_("Workshops"),
        singular=_("workshop"),
        about=_(
            "Luban Workshops, opened and in preparation. What has happened stands in their gates."
        ),
        wing=WING,
        fields=(
            Localized(name="name", label=_("Name"), required=True, sortable=True),
            Aliases(name="aliases", label=_("Other names")),
            Reference(
                name="country",
                label=_("Country"),
                register="countries",
                required=True,
                filterable=True,
                sortable=True,
            ),
            Reference(name="city", label=_("City"), register="cities"),
            Number(
                name="latitude", label=_("Latitude"), low=Decimal(-90), high=Decimal(90), places=6
            ),
            Number(
                name="longitude",
                label=_("Longitude"),
                low=Decimal(-180),
                high=Decimal(180),
                places=6,
            ),
        ),
        columns=("name", "country", "city"),
        sorts=("name", "country"),
        filters=("country",),
        searched=("aliases",),
    )
)
PARTIES = declare(
    Register(
        key="parties",
        model=Party,
        title=_("Parties"),
        singular=_("party"),
        about=_("Who takes part in a workshop, and as what."),
        wing=WING,
        fields=(
            WORKSHOP,
            Reference(
                name="institution",
                label=_("Institution"),
                register="institutions",
                required=True,
                filterable=True,
            ),
            Chosen(
                name="role",
                label=_("Role"),
                options=dict(Role.choices),
                required=True,
                filterable=True,
            ),
            Day(name="since", label=_("Since")),
            Day(name="until", label=_("Until")),
        ),
        columns=("workshop", "institution", "role", "since"),
        sorts=("workshop", "since"),
        filters=("role", "workshop", "institution"),
        title_field="key",
        parent="workshop",
    )
)
GATES = declare(
    Register(
        key="gates",
        model=GatePassed,
        title=_("Gates passed"),
        singular=_("gate passed"),
        about=_("Which workshop passed which gate, and when, as far as sources say."),
        wing=WING,
        fields=(
            WORKSHOP,
            Chosen(
                name="gate",
                label=_("Gate"),
                options=dict(Gate.choices),
                required=True,
                filterable=True,
            ),
            Day(name="passed_on", label=_("Passed")),
        ),
        columns=("workshop", "gate", "passed_on"),
        sorts=("-passed_on", "workshop"),
        filters=("gate", "workshop"),
        title_field="key",
        parent="workshop",
    )
)
