"""The registers of reported counts, their measures and their subjects."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number
from openluban.foundation.registers.fields.texts import Localized
from openluban.kernel.units import UNITS
from openluban.network.counts.models import Basis, Measure, Qualifier, ReportedCount, Subject

WING = _("Network")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)

SUBJECTS = declare(
    Register(
        key="subjects",
        model=Subject,
        title=_("Subjects of counts"),
        singular=_("subject of counts"),
        about=_("Networks, bodies and events that numbers are reported about."),
        wing=WING,
        fields=(
            NAME,
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Subject.Kind.choices),
                required=True,
                filterable=True,
            ),
        ),
        columns=("name", "kind"),
        sorts=("name",),
        filters=("kind",),
        listed=False,
    )
)
MEASURES = declare(
    Register(
        key="measures",
        model=Measure,
        title=_("Measures"),
        singular=_("measure"),
        about=_("What reported counts count, each with its unit."),
        wing=WING,
        fields=(
            NAME,
            Localized(name="about", label=_("About")),
            Chosen(
                name="unit",
                label=_("Unit"),
                options={key: key.replace("_", " ") for key in UNITS},
                required=True,
            ),
        ),
        columns=("name", "unit"),
        sorts=("name",),
        listed=False,
    )
)
COUNTS = declare(
    Register(
        key="counts",
        model=ReportedCount,
        title=_("Reported counts"),
        singular=_("reported count"),
        about=_("Numbers that somebody reported and that no register here counts."),
        wing=WING,
        fields=(
            AnyReference(
                name="subject",
                label=pgettext_lazy("what reported counts are about", "About"),
                help=_("For example workshops/tj-ttu or subjects/network."),
                required=True,
            ),
            Reference(
                name="measure",
                label=_("Measure"),
                register="measures",
                required=True,
                filterable=True,
            ),
            Number(name="value", label=_("Number"), required=True),
            Chosen(name="qualifier", label=_("Meant as"), options=dict(Qualifier.choices)),
            Chosen(
                name="basis",
                label=_("Holds"),
                options=dict(Basis.choices),
                required=True,
                filterable=True,
            ),
            Day(name="as_at", label=_("As at"), required=True),
            Day(name="period_start", label=_("Period begins")),
        ),
        columns=("subject", "measure", "value", "qualifier", "as_at"),
        sorts=("-as_at", "measure"),
        filters=("measure", "basis"),
        title_field="subject",
    )
)
