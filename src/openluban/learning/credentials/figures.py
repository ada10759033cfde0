"""Figures of awards: how many were given and not taken back, and to how many persons."""

from django.db.models import BooleanField, CharField, DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.figures.choices import Choice, Option, any_record
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.spans import Until
from openluban.foundation.figures.withholding import LEAST
from openluban.foundation.registers.record import Audience, Standing
from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.achievements import achievement_name
from openluban.network.workshops.public import SINCE, at_workshop
from openluban.teaching.programmes.public import on_programme

BEHIND = "awards_counted"


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
OF_ACHIEVEMENT = any_record(
    "achievement",
    _("Achievement"),
    _("any achievement"),
    name_of=achievement_name,
    phrase=pgettext_lazy("what was awarded", "of %(option)s"),
)
OF_PROGRAMME = on_programme(pgettext_lazy("whose award it is", "on %(option)s"))
AT_WORKSHOP = at_workshop(pgettext_lazy("where it was awarded", "at %(option)s"))
_CHOICES = (BLOC, OF_KIND, OF_ACHIEVEMENT, OF_PROGRAMME, AT_WORKSHOP)
_PATHS = {
    "kind": "achievement__kind",
    "achievement": "achievement__key",
    "programme": "enrolment__programme__key",
    "workshop": "workshop__key",
}
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


def _awards(*, bloc: str, is_synthetic: bool = False, **wanted: str) -> Records:
    """Return awards of real people, each as long as it was not taken back."""
    narrowed = Q(is_synthetic=is_synthetic)
    for choice, path in _PATHS.items():
        if wanted[choice] != "all":
            narrowed &= Q(**{path: wanted[choice]})
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
        least=LEAST,
        since=SINCE,
        choices=_CHOICES,
        records=_awards,
        breakdowns=_BREAKDOWNS,
        behind=BEHIND,
    )
)
AWARDED = declare(
    Figure(
        key="people_awarded",
        title=_("People awarded"),
        meaning=_("Different persons who hold an award that was given by a day and not revoked."),
        unit="person",
        aggregate=Aggregate.DISTINCT,
        least=LEAST,
        since=SINCE,
        choices=_CHOICES,
        records=_awards,
        breakdowns=_BREAKDOWNS,
        behind=BEHIND,
    )
)
