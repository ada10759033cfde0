"""Reported counts as a figure: the newest number that somebody reported of a subject."""

from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Figure, Records, declare
from openluban.foundation.registers.naming import record_name
from openluban.network.counts.models import Basis, Measure, ReportedCount

_NETWORKS = ("subjects/network", "subjects/tianjin-network", "subjects/sco-network")
_LEARNERS = ("learners_degree", "learners_trained", "learners_total", "beneficiaries")


def _kin_of_subject(option: str) -> list[str]:
    """Return the other networks: texts mix up whose learners they count, never one workshop's."""
    return list(_NETWORKS) if option in _NETWORKS else []


def _kin_of_measure(option: str) -> list[str]:
    """Return measures that texts mix up: those of learners among themselves."""
    return list(_LEARNERS) if option in _LEARNERS else []


def _measures() -> list[Option]:
    rows = Measure.objects.shown().order_by("key").values_list("key", "name")
    return [Option(key, name) for key, name in rows]


SUBJECT = Choice(
    key="subject",
    title=pgettext_lazy("what reported counts are about", "About"),
    default="subjects/network",
    options=list,
    name_of=record_name,
    kin=_kin_of_subject,
    phrase=_("of %(option)s"),
)
MEASURE = Choice(
    key="measure",
    title=_("Measure"),
    default="learners_trained",
    options=_measures,
    kin=_kin_of_measure,
    always_said=True,
)
BASIS = Choice(
    key="basis",
    title=_("Holds"),
    default="up_to_day",
    options=lambda: [
        Option("up_to_day", _("on a day or since the beginning")),
        Option("in_period", _("in a period")),
    ],
    kin=lambda _option: (),
)


def _reported(*, subject: str, measure: str, basis: str) -> Records:
    register, _slash, key = subject.partition("/")
    found = ReportedCount.objects.filter(measure__key=measure)
    found = found.filter(subject_register=register, subject_key=key)
    in_period = Q(basis=Basis.IN_PERIOD)
    found = found.filter(in_period if basis == "in_period" else ~in_period)
    return found.annotate(
        counts_from=F("as_at_earliest"),
        counts_latest=F("as_at_latest"),
        counts_until=F("closed_on_earliest"),
        thing=Concat(F("subject_register"), Value("/"), F("subject_key")),
        quantity=F("value"),
        label=F("measure__name"),
    )


def _unit(choices: dict[str, str]) -> str:
    found = Measure.objects.filter(key=choices["measure"]).values_list("unit", flat=True)
    return found.first() or "other"


REPORTED = declare(
    Figure(
        key="reported",
        title=_("Reported count"),
        meaning=_("The newest number that somebody reported of a subject by a day."),
        unit="other",
        aggregate=Aggregate.LATEST,
        register="counts",
        choices=(SUBJECT, MEASURE, BASIS),
        records=_reported,
        unit_of=_unit,
    )
)
