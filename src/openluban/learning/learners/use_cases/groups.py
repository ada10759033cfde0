"""Cohorts and training courses of a workshop, and who teaches them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.kernel.text import LocalizedText
from openluban.learning.learners.errors import NoSuchAccount, NotOfWorkshop
from openluban.learning.learners.models.places import Cohort, CohortTeacher, Training
from openluban.learning.learners.policies import may_keep, the_person
from openluban.learning.learners.recording import COHORTS, record_about
from openluban.learning.learners.roles import LEARNER, TEACHER
from openluban.network.workshops.public import Workshop
from openluban.teaching.programmes.public import Programme

_LONGEST = 120


@transaction.atomic
def make_cohort(
    *, workshop: str, cells: Mapping[str, str], days: tuple[date, date | None], actor: Actor,
    at: datetime,
) -> Cohort:  # fmt: skip
    """Make a cohort: ``name``, and ``programme`` or ``training`` (keys) or neither in ``cells``.

    :raises NotFound: there is no such workshop, or the actor is not its registrar
    :raises Invalid: the name is missing, or it ends before it starts
    :raises NotOfWorkshop: programme or training are another workshop's, or both are named
    """
    found = _the_workshop(workshop, actor)
    problems = []
    name = cells.get("name", "").strip()
    if not 0 < len(name) <= _LONGEST:
        problems.append(Problem("name_missing", _("Give the cohort a name."), "name"))
    starts, ends = days
    if ends is not None and ends < starts:
        problems.append(Problem("ends_before", _("This ends before it begins."), "ends_on"))
    if problems:
        raise Invalid(problems)
    asked = cells.get("programme", ""), cells.get("training", "")
    programme = Programme.objects.filter(key=asked[0], workshop=found).first()
    training = Training.objects.filter(key=asked[1], workshop=found).first()
    if bool(asked[0]) != bool(programme) or bool(asked[1]) != bool(training) or all(asked):
        raise NotOfWorkshop
    cohort = Cohort.objects.create(
        workshop=found,
        programme=programme,
        training=training,
        name=name,
        starts_on=starts,
        ends_on=ends,
    )
    changes = {"workshop": (None, workshop), "starts_on": (None, str(starts))}
    record(Deed("cohorts.made", COHORTS, cohort.key, changes), actor=actor, at=at)
    return cohort


@transaction.atomic
def make_training(
    *, workshop: str, name: LocalizedText, is_for_teachers: bool, actor: Actor, at: datetime
) -> Training:
    """Make a training course of a workshop.

    :raises NotFound: there is no such workshop, or the actor is not its registrar
    :raises Invalid: it has no name
    """
    found = _the_workshop(workshop, actor)
    if not name:
        sentence = _("Give the training course a name.")
        raise Invalid([Problem("name_missing", sentence, "training_name")])
    training = Training.objects.create(workshop=found, name=name, is_for_teachers=is_for_teachers)
    changes = {"workshop": (None, workshop), "name": (None, name.stored())}
    record(Deed("trainings.made", "trainings", training.key, changes), actor=actor, at=at)
    return training


@transaction.atomic
def assign_teacher(*, cohort: str, email: str, actor: Actor, at: datetime) -> None:
    """Let somebody who is a teacher of the workshop teach a cohort.

    :raises NotFound: there is no such cohort, or the actor is not its registrar
    :raises NoSuchAccount: nobody with this address is a teacher of the workshop
    """
    found = _the_cohort(cohort, actor)
    account = Account.objects.filter(
        email=email.strip().lower(),
        is_active=True,
        grants__role=TEACHER.key,
        grants__scope=found.workshop.key,
    ).first()
    if account is None:
        raise NoSuchAccount
    CohortTeacher.objects.get_or_create(cohort=found, account=account)
    changes = {"teacher": (None, account.key)}
    record(Deed("cohorts.teacher_added", COHORTS, cohort, changes), actor=actor, at=at)


@transaction.atomic
def dismiss_teacher(*, cohort: str, account: str, actor: Actor, at: datetime) -> None:
    """Let somebody not teach a cohort any more.

    :raises NotFound: there is no such cohort or teacher, or the actor is not its registrar
    """
    found = _the_cohort(cohort, actor)
    if not CohortTeacher.objects.filter(cohort=found, account__key=account).delete()[0]:
        raise NotFound
    changes = {"teacher": (account, None)}
    record(Deed("cohorts.teacher_removed", COHORTS, cohort, changes), actor=actor, at=at)


@transaction.atomic
def link_account(*, key: str, email: str, actor: Actor, at: datetime) -> None:
    """Let a person sign in to their record with an account that is a learner of the workshop.

    :raises NotFound: there is no such person, or the actor may not know
    :raises NoSuchAccount: there is no such account, or it is somebody else's
    """
    person = the_person(key, actor, locked=True)
    account = Account.objects.filter(
        email=email.strip().lower(), grants__role=LEARNER.key, grants__scope=person.workshop.key
    ).first()
    if account is None or type(person).objects.filter(account=account).exists():
        raise NoSuchAccount
    person.account = account
    person.changed_at = at
    person.save()
    record_about(key, "learners.account_linked", actor=actor, at=at)


def _the_workshop(key: str, actor: Actor) -> Workshop:
    found = Workshop.objects.filter(key=key).first()
    if found is None or not may_keep(actor, found):
        raise NotFound
    return found


def _the_cohort(key: str, actor: Actor) -> Cohort:
    found = Cohort.objects.select_related("workshop").filter(key=key).first()
    if found is None or not may_keep(actor, found.workshop):
        raise NotFound
    return found
