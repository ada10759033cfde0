"""Figures of learners: how many there are on a day, how many reached a state. Never who.

Only real persons count: whoever was invented for a demonstration stands in no figure. Numbers from
1 to 4 are withheld from everybody, and the records are shown under pseudonyms to those who may.
"""

from django.db.models import BooleanField, CharField, DateField, F, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.periods import SINCE_YEAR, since
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.figures.withholding import LEAST
from openluban.learning.learners.models.enrolments import EnrolmentState
from openluban.learning.learners.rules.states import HERE
from openluban.learning.learners.rules.words import Route, State
from openluban.learning.learners.wording import ROUTES, STATES
from openluban.network.workshops.public import SINCE, at_workshop
from openluban.teaching.programmes.public import on_programme

BEHIND = "learners_counted"
_LEARNING = "learning"
_THINGS = {"persons": "enrolment__person_id", "enrolments": "enrolment_id", "person_times": "pk"}
_UNITS = {"persons": "person", "enrolments": "enrolment", "person_times": "person_time"}


COUNTED = Choice(
    key="counted",
    title=_("Counted"),
    default="persons",
    options=lambda: (
        Option("persons", _("each person once")),
        Option("enrolments", _("each enrolment once")),
        Option("person_times", _("person-times: every time a state was reached")),
    ),
)
STATE_NOW = Choice(
    key="state",
    title=_("State"),
    default=_LEARNING,
    options=lambda: (
        Option(_LEARNING, _("enrolled or on leave")),
        *(Option(state.value, STATES[state]) for state in State),
    ),
)
STATE_REACHED = Choice(
    key="state",
    title=_("State reached"),
    default=State.ENROLLED.value,
    options=lambda: [Option(state.value, STATES[state]) for state in State],
)
ROUTE = Choice(
    key="route",
    title=_("Route"),
    default="all",
    options=lambda: (
        Option("all", _("by any route")),
        *(Option(route.value, ROUTES[route]) for route in Route),
    ),
)
AT_WORKSHOP = at_workshop(pgettext_lazy("where somebody learns", "at %(option)s"))
ON_PROGRAMME = on_programme(pgettext_lazy("what somebody learns", "on %(option)s"))
BY_ROUTE = Breakdown(
    key="route",
    title=_("By route"),
    path="enrolment__route",
    words=dict(ROUTES),
    overlaps=True,
    choice="route",
)
BY_WORKSHOP = Breakdown(
    key="workshop",
    title=_("By workshop"),
    path="enrolment__workshop__key",
    register="workshops",
    overlaps=True,
    choice="workshop",
)
BY_PROGRAMME = Breakdown(
    key="programme",
    title=_("By programme"),
    path="enrolment__programme__key",
    register="programmes",
    overlaps=True,
    choice="programme",
)


def states_of(*, is_synthetic: bool) -> Records:
    """Return the states of enrolments, as the figure kit reads records, of persons real or not."""
    found: Records = EnrolmentState.objects.filter(
        enrolment__is_synthetic=is_synthetic, enrolment__workshop__is_shown=True
    )
    yes, no = (Value(each, output_field=BooleanField()) for each in (True, False))
    records: Records = found.annotate(
        key=F("enrolment__key"),
        is_shown=yes,
        is_disputed=no,
        confidence=Value("high", output_field=CharField()),
    )
    return records


def narrowed_states(
    found: Records, *, counted: str, route: str, workshop: str, programme: str
) -> Records:
    """Narrow states to a route, a workshop, a programme, and say what is counted once."""
    wanted = {"route": route, "workshop__key": workshop, "programme__key": programme}
    given = {f"enrolment__{name}": value for name, value in wanted.items() if value != "all"}
    records: Records = found.filter(**given).annotate(
        thing=F(_THINGS[counted]), who=F(_THINGS["persons"])
    )
    return records


def in_states(found: Records, state: str) -> Records:
    """Narrow states to one, or to those of people who learn now."""
    wanted = sorted(HERE) if state == _LEARNING else [state]
    records: Records = found.filter(state__in=wanted)
    return records


def now_in_state(*, bloc: str, state: str, is_synthetic: bool = False, **rest: str) -> Records:
    """Return the states that hold, each from its day until the next."""
    found = narrowed_states(in_states(states_of(is_synthetic=is_synthetic), state), **rest)
    found = found.annotate(counts_from=F("on"), counts_latest=F("on"), counts_until=F("until"))
    return within_bloc(found, bloc=bloc, country="enrolment__workshop__country")


def reached_state(
    *, bloc: str, state: str, period: str, is_synthetic: bool = False, **rest: str
) -> Records:
    """Return the states that were reached, each from its day for good."""
    found = states_of(is_synthetic=is_synthetic).filter(state=state)
    found = narrowed_states(found, **rest)
    found = since(found, "on", period)
    lasting = Value(NEVER, output_field=DateField())
    found = found.annotate(counts_from=F("on"), counts_latest=F("on"), counts_until=lasting)
    return within_bloc(found, bloc=bloc, country="enrolment__workshop__country")


def _unit(choices: dict[str, str]) -> str:
    return _UNITS[choices["counted"]]


LEARNERS = declare(
    Figure(
        key="learners",
        title=_("Learners"),
        meaning=_("People who are in a state of an enrolment at a workshop on a day."),
        unit="person",
        unit_of=_unit,
        aggregate=Aggregate.DISTINCT,
        since=SINCE,
        choices=(COUNTED, STATE_NOW, ROUTE, BLOC, AT_WORKSHOP, ON_PROGRAMME),
        records=now_in_state,
        breakdowns=(BY_ROUTE, BY_WORKSHOP, BY_PROGRAMME),
        least=LEAST,
        behind=BEHIND,
    )
)
LEARNERS_REACHED = declare(
    Figure(
        key="learners_reached",
        title=_("Learners who reached a state"),
        meaning=_("People whose enrolment at a workshop reached a state up to a day."),
        unit="person",
        unit_of=_unit,
        aggregate=Aggregate.DISTINCT,
        since=SINCE,
        choices=(COUNTED, STATE_REACHED, SINCE_YEAR, ROUTE, BLOC, AT_WORKSHOP, ON_PROGRAMME),
        records=reached_state,
        breakdowns=(BY_ROUTE, BY_WORKSHOP, BY_PROGRAMME),
        least=LEAST,
        behind=BEHIND,
    )
)
