"""The register of sister-city ties."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day
from openluban.foundation.registers.fields.texts import Localized
from openluban.relations.sister_cities.models import Tie

SISTER_CITIES = declare(
    Register(
        key="sister-cities",
        model=Tie,
        title=_("Sister cities"),
        singular=_("sister-city tie"),
        about=_("Tianjin’s ties with cities and regions abroad."),
        wing=_("Relations"),
        fields=(
            Localized(name="name", label=_("Place"), required=True, sortable=True),
            Reference(
                name="country",
                label=_("Country"),
                register="countries",
                required=True,
                filterable=True,
            ),
            Reference(name="city", label=_("City"), register="cities"),
            Chosen(
                name="tie_type",
                label=_("Kind"),
                options=dict(Tie.Kind.choices),
                required=True,
                filterable=True,
            ),
            Day(name="since", label=_("Since")),
            Day(name="until", label=_("Until")),
        ),
        columns=("name", "country", "tie_type", "since"),
        sorts=("since", "name"),
        filters=("country", "tie_type"),
    )
)
