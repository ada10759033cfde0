"""Taking a roster over: first what it would change, then all of it or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.learners.formats.roster import Roster
from openluban.learning.learners.queries.rosters import load_known
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan
from openluban.learning.learners.use_cases.rosters.planning import plan_roster, unnamed_courses
from openluban.learning.learners.use_cases.rosters.telling import tell
from openluban.learning.learners.use_cases.rosters.writing import write_plan
from openluban.network.workshops.public import Workshop


class WhichProgramme(Refusal):
    """The file does not say on which programme its learners are, and nobody has chosen one."""

    code = "rosters.which_programme"
    sentence = _("The file does not say on which programme they are. Choose one.")


class ChangedMeanwhile(Refusal):
    """What the file would change is not what was shown any more."""

    code = "rosters.changed_meanwhile"
    sentence = _("Meanwhile something was changed here. Look again at what the file would change.")


def preview_roster(
    *, roster: Roster, workshop: str, choices: Choices, actor: Actor, at: datetime
) -> Plan:
    """Return what a roster would change at a workshop.

    :raises NotAllowed: the actor does not keep that workshop's learners
    :raises NotFound: there is no such workshop
    """
    place = _workshop(workshop, actor)
    known = load_known(place, roster.source)
    day = timezone.localdate(at)
    return plan_roster(roster, known, choices, workshop=place.pk, today=day)


@transaction.atomic
def import_roster(
    *,
    roster: Roster,
    workshop: str,
    choices: Choices,
    actor: Actor,
    at: datetime,
    expected: str = "",
) -> Plan:
    """Take a roster over whole; a roster that changes nothing writes nothing.

    ``expected`` is the digest of the plan that was shown.

    :raises NotAllowed: the actor does not keep that workshop's learners
    :raises NotFound: there is no such workshop
    :raises WhichProgramme: the file names none, and none was chosen
    :raises ChangedMeanwhile: the plan is another than was shown
    """
    place = _workshop(workshop, actor)
    # Two imports into one workshop go one after the other.
    Workshop.objects.select_for_update().get(pk=place.pk)
    plan = preview_roster(roster=roster, workshop=workshop, choices=choices, actor=actor, at=at)
    if any(unnamed_courses(plan)):
        raise WhichProgramme
    if expected and expected != plan.digest:
        raise ChangedMeanwhile
    if not plan.is_empty:
        enrolments = write_plan(plan, at=at)
        tell(plan, workshop=workshop, enrolments=enrolments, actor=actor, at=at)
    return plan


def _workshop(key: str, actor: Actor) -> Workshop:
    if not actor.may(KEEP, at=key):
        raise NotAllowed
    place = Workshop.objects.filter(key=key, is_shown=True).first()
    if place is None:
        raise NotFound
    return place
