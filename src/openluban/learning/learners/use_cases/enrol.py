"""Enrolling a person, and all that happens to the enrolment."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.learning.learners.errors import AlreadyEnrolled, DayBefore, NotOfWorkshop
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.policies import may_keep, the_person
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.states import FIRST
from openluban.learning.learners.rules.words import Origin, Route, State
from openluban.learning.learners.writing import NewEnrolment, write_enrolments
from openluban.network.workshops.public import Workshop
from openluban.teaching.programmes.public import Programme

_ENDED = (State.WITHDRAWN, State.COMPLETED, State.CERTIFIED)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody is to be enrolled on: keys, "" where it does not apply."""

    workshop: str
    route: str
    programme: str = ""
    training: str = ""
    cohort: str = ""
    state: str = State.ENROLLED.value


@transaction.atomic
def enrol_person(*, key: str, wish: Wish, on: date, actor: Actor, at: datetime) -> Enrolment:
    """Enrol somebody on a programme or training course of a workshop, from a day.

    A cohort alone is enough: its learners are on its course.

    :raises NotFound: there is no such person or workshop, or the actor is not its registrar
    :raises Invalid: route or state are not known, or no course is named
    :raises NotOfWorkshop: what is named belongs to another workshop
    :raises DayBefore: the day lies in the future
    :raises AlreadyEnrolled: an enrolment on the same course has not ended
    """
    person = the_person(key, actor, locked=True)
    workshop = Workshop.objects.filter(key=wish.workshop).first()
    if workshop is None or not may_keep(actor, workshop):
        raise NotFound
    wish = _as_its_cohort(wish, workshop)
    _check(wish)
    if on > timezone.localdate(at):
        raise DayBefore
    new = _new(person, workshop, wish, on)
    same = Enrolment.objects.filter(
        person=person, workshop=workshop, programme=new.programme, training=new.training
    )
    if same.exclude(state__in=_ENDED).exists():
        raise AlreadyEnrolled
    ids = write_enrolments([new], at=at)
    named = ("workshop", "route", "programme", "training", "cohort", "state")
    said = {"enrolment": new.key, **{name: getattr(wish, name) for name in named}, "on": str(on)}
    plain = {name: (None, value) for name, value in said.items() if value}
    record_about(key, "enrolments.made", actor=actor, at=at, plain=plain)
    return Enrolment.objects.get(pk=ids[new.key])


def _as_its_cohort(wish: Wish, workshop: Workshop) -> Wish:
    """Return the wish with the course of its cohort where it names a cohort alone."""
    if wish.programme or wish.training or not wish.cohort:
        return wish
    cohorts = Cohort.objects.filter(key=wish.cohort, workshop=workshop)
    found = cohorts.values_list("programme__key", "training__key").first() or (None, None)
    return replace(wish, programme=found[0] or "", training=found[1] or "")


def _check(wish: Wish) -> None:
    problems = []
    if wish.route not in {each.value for each in Route}:
        problems.append(Problem("unknown_route", _("Choose a route."), "route"))
    if wish.state not in {each.value for each in FIRST}:
        sentence = _("An enrolment begins as applied, offered or enrolled.")
        problems.append(Problem("not_first", sentence, "state"))
    if not wish.programme and not wish.training and wish.route != Route.CHINA:
        sentence = _("Choose a programme or a training course.")
        problems.append(Problem("course_missing", sentence, "course"))
    if problems:
        raise Invalid(problems)


def _new(person: Person, workshop: Workshop, wish: Wish, on: date) -> NewEnrolment:
    programme = training = cohort = None
    if wish.programme:
        programme = Programme.objects.filter(key=wish.programme, workshop=workshop).first()
    if wish.training:
        training = Training.objects.filter(key=wish.training, workshop=workshop).first()
    if wish.cohort:
        cohort = Cohort.objects.filter(key=wish.cohort, workshop=workshop).first()
    lost = [
        bool(wish.programme) != (programme is not None),
        bool(wish.training) != (training is not None),
        bool(wish.cohort) != (cohort is not None),
        programme is not None and training is not None,
        cohort is not None and cohort.programme_id != (programme.pk if programme else None),
        cohort is not None and cohort.training_id != (training.pk if training else None),
    ]
    if any(lost):
        raise NotOfWorkshop
    return NewEnrolment(
        person.pk,
        workshop.pk,
        Route(wish.route),
        ((State(wish.state), on),),
        programme=programme.pk if programme else None,
        training=training.pk if training else None,
        cohort=cohort.pk if cohort else None,
        by=Origin.HAND,
        is_synthetic=person.is_synthetic,
    )
