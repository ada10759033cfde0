"""The register of institutions."""

from django.utils.translation import gettext_lazy as _

from openluban.directory.institutions.models import Institution
from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Text
from openluban.foundation.registers.fields.texts import Aliases, Localized

INSTITUTIONS = declare(
    Register(
        key="institutions",
        model=Institution,
        title=_("Institutions"),
        singular=_("institution"),
        about=_("Schools, colleges, universities, authorities and enterprises of the network."),
        wing=_("Directory"),
        fields=(
            Localized(name="name", label=_("Name"), required=True, sortable=True),
            Aliases(
                name="aliases",
                label=_("Other names"),
                help=_("Each with its language: en: TVI | zh: 天津职大"),
            ),
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Institution.Kind.choices),
                required=True,
                filterable=True,
            ),
            Reference(name="country", label=_("Country"), register="countries", filterable=True),
            Reference(name="province", label=_("Province"), register="provinces", filterable=True),
            Reference(name="city", label=_("City"), register="cities"),
            Text(
                name="basis",
                label=_("Basis"),
                help=_("How kind and province are known."),
            ),
        ),
        columns=("name", "kind", "country", "province"),
        sorts=("name",),
        filters=("kind", "country", "province"),
        searched=("aliases",),
    )
)
