"""Who may see and write what of learners. Nobody else may even learn that a person exists."""

from enum import StrEnum

from django.db.models import Q, QuerySet

from openluban.foundation.access.roles import ACCEPT
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.roles import ISSUE, KEEP, LEARN, TEACH
from openluban.learning.learners.rules.words import State
from openluban.network.workshops.public import Workshop

_ABILITIES = (KEEP, TEACH, ISSUE)


class Sight(StrEnum):
    """How much of a person somebody sees."""

    KEPT = "kept"
    """Everything: a registrar of a workshop that registered or enrolled them."""
    TAUGHT = "taught"
    """Names, and the enrolments and marks that are theirs to teach or certify."""
    OWN = "own"
    """Everything, and nothing of others: the person."""


def workshops_of(actor: Actor, ability: str) -> QuerySet[Workshop]:
    """Return the workshops at which somebody has an ability."""
    if actor.may(ability):
        return Workshop.objects.all()
    return Workshop.objects.filter(key__in=actor.scopes(ability))


def may_list(actor: Actor) -> bool:
    """Registrars, teachers and issuers have a list of learners."""
    return actor.kind == "system" or any(actor.scopes(each) for each in _ABILITIES)


def may_keep_some(actor: Actor) -> bool:
    """Registrars register, enrol and compare records."""
    return actor.kind == "system" or bool(actor.scopes(KEEP))


def may_keep(actor: Actor, workshop: Workshop) -> bool:
    """Registrars of a workshop write everything about its learners."""
    return actor.may(KEEP, at=workshop.key)


def has_own_record(actor: Actor) -> bool:
    """Learners sign in to their own record."""
    return actor.kind == "person" and bool(actor.scopes(LEARN))


def _kept(actor: Actor) -> Q:
    if actor.may(KEEP):
        return Q(pk__isnull=False)
    at = workshops_of(actor, KEEP).values("pk")
    enrolled = Enrolment.objects.filter(workshop__in=at).values("person")
    return Q(workshop__in=at) | Q(pk__in=enrolled)


def enrolments_taught(actor: Actor) -> QuerySet[Enrolment]:
    """Return the enrolments of one's own cohorts, and those that one may certify."""
    own = Q(
        cohort__in=Cohort.objects.filter(teachers__account__key=actor.key).values("pk"),
        workshop__in=workshops_of(actor, TEACH).values("pk"),
    )
    done = Q(
        state__in=[State.COMPLETED, State.CERTIFIED],
        workshop__in=workshops_of(actor, ISSUE).values("pk"),
    )
    if not actor.scopes(ISSUE):
        return Enrolment.objects.filter(own)
    return Enrolment.objects.filter(own | done if actor.scopes(TEACH) else done)


def enrolments_listed(actor: Actor) -> QuerySet[Enrolment]:
    """Return the enrolments that somebody sees in lists."""
    at = Q(workshop__in=workshops_of(actor, KEEP).values("pk"))
    if not (actor.scopes(TEACH) or actor.scopes(ISSUE)):
        return Enrolment.objects.filter(at)
    taught = Q(pk__in=enrolments_taught(actor).values("pk"))
    return Enrolment.objects.filter(at | taught if may_keep_some(actor) else taught)


def may_count(actor: Actor) -> bool:
    """Registrars see the records behind a figure under pseudonyms, officers those of all."""
    return may_keep_some(actor) or actor.may(ACCEPT)


def kept_workshops(actor: Actor) -> QuerySet[Workshop]:
    """Return the workshops whose registrar somebody is."""
    return workshops_of(actor, KEEP)


def persons_kept(actor: Actor) -> QuerySet[Person]:
    """Return the persons of whom somebody sees and writes everything as a registrar."""
    if not may_keep_some(actor):
        return Person.objects.none()
    return Person.objects.standing().filter(_kept(actor))


def persons_listed(actor: Actor) -> QuerySet[Person]:
    """Return the persons whose names somebody sees in lists."""
    if not may_list(actor):
        return Person.objects.none()
    seen = Q(pk__in=enrolments_taught(actor).values("person"))
    if may_keep_some(actor):
        seen = _kept(actor) | seen if actor.scopes(TEACH) | actor.scopes(ISSUE) else _kept(actor)
    return Person.objects.standing().filter(seen)


def own_person(actor: Actor) -> Person | None:
    """Return the record of whoever asks, None where there is none."""
    if not has_own_record(actor):
        return None
    return Person.objects.standing().filter(account__key=actor.key).first()


def the_person(key: str, actor: Actor, *, locked: bool = False) -> Person:
    """Return a person of whom the actor writes everything.

    :raises NotFound: there is none, or the actor may not know
    """
    found = persons_kept(actor).filter(key=key)
    person = (found.select_for_update(of=("self",)) if locked else found).first()
    if person is None:
        raise NotFound
    return person


def the_enrolment(key: str, actor: Actor, *, locked: bool = False) -> Enrolment:
    """Return an enrolment of a workshop whose registrar the actor is.

    :raises NotFound: there is none, or the actor may not know
    """
    enrolment = _enrolment(key, locked=locked)
    if enrolment is None or not may_keep(actor, enrolment.workshop):
        raise NotFound
    return enrolment


def the_enrolment_to_mark(key: str, actor: Actor, *, locked: bool = False) -> Enrolment:
    """Return an enrolment whose marks the actor writes: a registrar, or a teacher of the cohort.

    :raises NotFound: there is none, or the actor may not know
    """
    enrolment = _enrolment(key, locked=locked)
    if enrolment is None:
        raise NotFound
    if may_keep(actor, enrolment.workshop):
        return enrolment
    is_teacher = actor.may(TEACH, at=enrolment.workshop.key) and (
        enrolment.cohort is not None
        and enrolment.cohort.teachers.filter(account__key=actor.key).exists()
    )
    if not is_teacher:
        raise NotFound
    return enrolment


def _enrolment(key: str, *, locked: bool) -> Enrolment | None:
    found = Enrolment.objects.filter(key=key, person__erased_at=None)
    found = found.select_related("workshop", "person")
    return (found.select_for_update(of=("self",)) if locked else found).first()


def sight_of(person: Person, actor: Actor) -> Sight | None:
    """Return how much of a person somebody sees, None where not even that there is one."""
    if persons_kept(actor).filter(pk=person.pk).exists():
        return Sight.KEPT
    if has_own_record(actor) and person.account is not None and person.account.key == actor.key:
        return Sight.OWN
    if may_list(actor) and enrolments_taught(actor).filter(person=person).exists():
        return Sight.TAUGHT
    return None
