"""Reported counts as a figure: the newest number that somebody reported of a subject."""

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Figure, Records, declare
from openluban.foundation.registers.naming import record_name
from openluban.network.counts.models import Measure, ReportedCount


def _measures() -> list[Option]:
    rows = Measure.objects.shown().order_by("key").values_list("key", "name")
    return [Option(key, name) for key, name in rows]


SUBJECT = Choice(
    key="subject",
    title=_("About"),
    default="subjects/network",
    options=list,
    name_of=record_name,
    phrase=_("of %(option)s"),
)
MEASURE = Choice(key="measure", title=_("Measure"), default="learners_trained", options=_measures)


def _reported(*, subject: str, measure: str) -> Records:
    register, _slash, key = subject.partition("/")
    found = ReportedCount.objects.filter(measure__key=measure)
    found = found.filter(subject_register=register, subject_key=key)
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
        choices=(SUBJECT, MEASURE),
        records=_reported,
        unit_of=_unit,
    )
)
