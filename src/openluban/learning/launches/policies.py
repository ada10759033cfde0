"""Who opens courses, who tries them, and who sees what became of them."""

from openluban.foundation.access.roles import ADMINISTER
from openluban.kernel.actor import Actor
from openluban.learning.learners.public import (
    HERE,
    TEACH,
    Enrolment,
    Person,
    has_own_record,
    may_list,
    own_person,
)
from openluban.learning.statements.public import may_keep


def may_try(actor: Actor) -> bool:
    """Teachers try courses; nothing of it counts."""
    return actor.kind == "person" and bool(actor.scopes(TEACH))


def may_set_up(actor: Actor) -> bool:
    """Administrators and keepers of statements are told what is missing."""
    return actor.may(ADMINISTER) or may_keep(actor)


def may_come(actor: Actor) -> bool:
    """Learners, teachers, registrars and whoever sets the site up have these pages."""
    return has_own_record(actor) or may_list(actor) or may_set_up(actor)


def learner_of(actor: Actor) -> Person | None:
    """Return the record of a learner who is enrolled now, None of anybody else; two queries."""
    person = own_person(actor)
    if person is None:
        return None
    here = Enrolment.objects.filter(person=person, state__in=[each.value for each in HERE])
    return person if here.exists() else None
