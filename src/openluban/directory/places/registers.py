"""The registers of places."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from openluban.directory.places.models import Bloc, City, Country, Membership, Province
from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.kernel.refusals import Problem

WING = _("Directory")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)
COUNTRY = Reference(
    name="country",
    label=_("Country"),
    help=_("The ISO 3166-1 code of two letters, such as kz."),
    register="countries",
    required=True,
    filterable=True,
    sortable=True,
)
LATITUDE = Number(
    name="latitude", label=_("Latitude"), low=Decimal(-90), high=Decimal(90), places=6
)
LONGITUDE = Number(
    name="longitude", label=_("Longitude"), low=Decimal(-180), high=Decimal(180), places=6
)


def _ends_after_start(values: dict[str, object]) -> list[Problem]:
    since, until = values.get("since"), values.get("until")
    if since is not None and until is not None and until.latest < since.earliest:  # type: ignore[attr-defined]
        return [Problem("ends_before_start", _("The end lies before the beginning."), "until")]
    return []


COUNTRIES = declare(
    Register(
        key="countries",
        model=Country,
        title=_("Countries"),
        singular=_("country"),
        about=_("Countries and territories of ISO 3166-1, named as the Unicode CLDR names them."),
        wing=WING,
        fields=(
            NAME,
            Text(name="alpha2", label=_("Two-letter code"), required=True, max_length=2),
            Text(name="alpha3", label=_("Three-letter code"), required=True, max_length=3),
            Text(name="numeric", label=_("Number code"), required=True, max_length=3),
        ),
        columns=("name", "alpha2", "alpha3", "numeric"),
        sorts=("name",),
        searched=("alpha2", "alpha3"),
    )
)
BLOCS = declare(
    Register(
        key="blocs",
        model=Bloc,
        title=_("Blocs"),
        singular=_("bloc"),
        about=_("Sets of countries whose memberships have dates."),
        wing=WING,
        fields=(
            NAME,
            Localized(
                name="short", label=_("Short name"), help=_("As definitions say it, such as SCO.")
            ),
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Bloc.Kind.choices),
                required=True,
                filterable=True,
            ),
            Localized(name="about", label=_("About")),
        ),
        columns=("name", "kind"),
        sorts=("name",),
    )
)
MEMBERSHIPS = declare(
    Register(
        key="memberships",
        model=Membership,
        title=_("Memberships"),
        singular=_("membership"),
        about=_("Which country belonged to which bloc, how, and when."),
        wing=WING,
        fields=(
            Reference(
                name="bloc", label=_("Bloc"), register="blocs", required=True, filterable=True
            ),
            COUNTRY,
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Membership.Kind.choices),
                required=True,
                filterable=True,
            ),
            Day(name="since", label=_("Since")),
            Day(name="until", label=_("Until")),
        ),
        columns=("country", "bloc", "kind", "since", "until"),
        sorts=("since", "country"),
        filters=("bloc", "kind", "country"),
        title_field="key",
        parent="bloc",
        check=_ends_after_start,
    )
)
PROVINCES = declare(
    Register(
        key="provinces",
        model=Province,
        title=_("Provinces"),
        singular=_("province"),
        about=_("First-level divisions of countries (ISO 3166-2)."),
        wing=WING,
        fields=(NAME, COUNTRY, Text(name="iso", label=_("ISO code"), max_length=6)),
        columns=("name", "iso", "country"),
        sorts=("name",),
        filters=("country",),
        searched=("iso",),
    )
)
CITIES = declare(
    Register(
        key="cities",
        model=City,
        title=_("Cities"),
        singular=_("city"),
        about=_("Cities with the coordinates of their centres."),
        wing=WING,
        fields=(
            NAME,
            COUNTRY,
            Reference(name="province", label=_("Province"), register="provinces"),
            LATITUDE,
            LONGITUDE,
            Chosen(name="accuracy", label=_("Accuracy"), options=dict(City.Accuracy.choices)),
        ),
        columns=("name", "country", "province"),
        sorts=("name",),
        filters=("country",),
    )
)
