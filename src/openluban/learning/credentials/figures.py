"""Figures of awards: how many were given and not taken back, and to how many persons."""

from datetime import date

from django.db.models import BooleanField, CharField, DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.spans import Until
from openluban.foundation.registers.record import Audience, Standing
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.achievements import achievement_name
from openluban.network.workshops.public import workshop_name
from openluban.teaching.programmes.public import Programme

_SINCE = date(2016, 1, 1)
_LEAST = 5
"""Smaller numbers would tell of persons."""


def _programme_name(key: str) -> object:
    found = Programme.objects.shown().filter(key=key).first()
    return found.name if found else None


OF_KIND = Choice(
    key="kind",
    title=_("Awarded for"),
    default="all",
    options=lambda: [
        Option("all", _("whatever it was awarded for")),
        *(Option(value, words) for value, words in Achievement.Kind.choices),
    ],
    phrase=_("awarded for: %(option)s"),
)
OF_ACHIEVEMENT = Choice(
    key="achievement",
    title=_("Achievement"),
    default="all",
    options=lambda: [Option("all", _("any achievement"))],
    name_of=achievement_name,
    phrase=pgettext_lazy("what was awarded", "of %(option)s"),
)
OF_PROGRAMME = Choice(
    key="programme",
    title=_("Programme"),
    default="all",
    options=lambda: [Option("all", _("any programme"))],
    name_of=_programme_name,
    phrase=pgettext_lazy("whose award it is", "on %(option)s"),
)
AT_WORKSHOP = Choice(
    key="workshop",
    title=_("Workshop"),
    default="all",
    options=lambda: [Option("all", _("any workshop"))],
    name_of=workshop_name,
    phrase=pgettext_lazy("where it was awarded", "at %(option)s"),
)
_CHOICES = (BLOC, OF_KIND, OF_ACHIEVEMENT, OF_PROGRAMME, AT_WORKSHOP)
_BREAKDOWNS = (
    Breakdown(
        key="kind",
        title=_("By what they were awarded for"),
        path="achievement__kind",
        words=dict(Achievement.Kind.choices),
        choice="kind",
    ),
    Breakdown(
        key="achievement",
        title=_("By achievement"),
        path="achievement__key",
        register="achievements",
        choice="achievement",
    ),
    Breakdown(
        key="workshop",
        title=_("By workshop"),
        path="workshop__key",
        register="workshops",
        choice="workshop",
    ),
    Breakdown(
        key="country",
        title=_("By country"),
        path="workshop__country__key",
        register="countries",
        choice="bloc",
    ),
)


def _awards(*, bloc: str, kind: str, achievement: str, programme: str, workshop: str) -> Records:
    """Return awards of real people, each as long as it was not taken back.

    They are told by a number of their own that leads nowhere: no record of them is public.
    """
    narrowed = Q(is_synthetic=False)
    for path, wanted in (
        ("achievement__kind", kind),
        ("achievement__key", achievement),
        ("enrolment__programme__key", programme),
        ("workshop__key", workshop),
    ):
        if wanted != "all":
            narrowed &= Q(**{path: wanted})
    found: Records = Award.objects.filter(narrowed, achievement__is_shown=True).annotate(
        counts_from=F("awarded_on"),
        counts_latest=F("awarded_on"),
        counts_until=Until(F("ended_on")),
        label=F("achievement__name"),
        thing=Coalesce("person__merged_into_id", "person_id"),
        who=Coalesce("person__merged_into_id", "person_id"),
        is_shown=Value(value=True, output_field=BooleanField()),
        is_disputed=Value(value=False, output_field=BooleanField()),
        confidence=Value(Confidence.HIGH, output_field=CharField()),
        standing=Value(Standing.ACCEPTED, output_field=CharField()),
        audience=Value(Audience.PUBLIC, output_field=CharField()),
        retired_at=Value(None, output_field=DateTimeField()),
    )
    return within_bloc(found, bloc=bloc, country="workshop__country")


AWARDS = declare(
    Figure(
        key="awards",
        title=_("Awards"),
        meaning=_(
            "Certificates and badges that were awarded by a day and not revoked. One that was "
            "issued anew counts once; those of people who were erased still count."
        ),
        unit="award",
        least=_LEAST,
        since=_SINCE,
        choices=_CHOICES,
        records=_awards,
        breakdowns=_BREAKDOWNS,
    )
)
AWARDED = declare(
    Figure(
        key="people_awarded",
        title=_("People awarded"),
        meaning=_("Different persons who hold an award that was given by a day and not revoked."),
        unit="person",
        aggregate=Aggregate.DISTINCT,
        least=_LEAST,
        since=_SINCE,
        choices=_CHOICES,
        records=_awards,
        breakdowns=_BREAKDOWNS,
    )
)
