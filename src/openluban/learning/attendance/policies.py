"""Who may see and write timetables and registers.

A registrar those of the whole workshop; a teacher those of the cohorts they teach, and of the
sessions that they give; a learner their own. Nobody else, and no officer either.
"""

from django.db.models import Q, QuerySet

from openluban.kernel.actor import Actor
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.learners.public import Cohort, CohortTeacher, Enrolment

KEEP, TEACH, LEARN = "learners.keep", "learners.teach", "learners.learn"
"""Abilities that the module of learners declares; they are granted at a workshop's key."""


def may_work(actor: Actor) -> bool:
    """Registrars and teachers work here; which cohorts they see is another question."""
    return actor.kind == "system" or bool(actor.scopes(KEEP) or actor.scopes(TEACH))


def may_teach(actor: Actor) -> bool:
    """Teachers take registers."""
    return actor.kind == "system" or bool(actor.scopes(TEACH))


def may_learn(actor: Actor) -> bool:
    """Learners see what is written of themselves."""
    return actor.kind == "person" and bool(actor.scopes(LEARN))


def keeps_all(actor: Actor, workshop_key: str) -> bool:
    """Test whether somebody keeps all timetables of a workshop."""
    return actor.may(KEEP, at=workshop_key)


def cohorts_visible(actor: Actor) -> QuerySet[Cohort]:
    """Return the cohorts whose timetable and registers somebody sees and writes."""
    found = Cohort.objects.all()
    if actor.kind == "system":
        return found
    mine = Q(pk__in=_taught_by(actor))
    return found.filter(_at(actor, KEEP, "workshop") | (_at(actor, TEACH, "workshop") & mine))


def sessions_visible(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that somebody sees and whose register they take."""
    found = Session.objects.all()
    if actor.kind == "system":
        return found
    mine = Q(cohort__in=_taught_by(actor)) | Q(teacher__key=actor.key)
    here = "cohort__workshop"
    return found.filter(_at(actor, KEEP, here) | (_at(actor, TEACH, here) & mine))


def sessions_given(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that a teacher takes along: own ones, and of own cohorts nobody's."""
    found = sessions_visible(actor)
    nobodys = Q(teacher=None, cohort__in=_taught_by(actor))
    return found.filter(Q(teacher__key=actor.key) | nobodys)


def own_enrolments(actor: Actor) -> QuerySet[Enrolment]:
    """Return the enrolments of whoever is signed in."""
    return Enrolment.objects.filter(person__account__key=actor.key, person__erased_at=None)


def _taught_by(actor: Actor) -> QuerySet[CohortTeacher, dict[str, int]]:
    return CohortTeacher.objects.filter(account__key=actor.key).values("cohort")  # type: ignore[return-value]


def _at(actor: Actor, ability: str, path: str) -> Q:
    scopes = actor.scopes(ability)
    return Q() if "" in scopes else Q(**{f"{path}__key__in": sorted(scopes)})
