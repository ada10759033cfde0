"""The register of halls."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day
from openluban.foundation.registers.fields.texts import Localized
from openluban.gateway.halls.models import Hall

HALLS = declare(
    Register(
        key="halls",
        model=Hall,
        title=_("Service halls"),
        singular=_("service hall"),
        about=_("One-stop halls and the country halls in them, open and planned."),
        wing=_("Port"),
        fields=(
            Localized(name="name", label=_("Name"), required=True, sortable=True),
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Hall.Kind.choices),
                required=True,
                filterable=True,
            ),
            Reference(name="country", label=_("Country"), register="countries", filterable=True),
            Reference(name="city", label=_("City"), register="cities"),
            Chosen(
                name="state",
                label=_("State"),
                options=dict(Hall.State.choices),
                required=True,
                filterable=True,
            ),
            Day(name="opened_on", label=_("Opened")),
            Day(name="planned_for", label=_("Planned for")),
            Day(name="as_of", label=_("As at")),
        ),
        columns=("name", "kind", "country", "state", "opened_on"),
        sorts=("name", "opened_on"),
        filters=("kind", "state", "country"),
    )
)
