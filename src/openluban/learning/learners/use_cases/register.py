"""Registering a person at a workshop."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import may_keep
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.details import read_details
from openluban.learning.learners.writing import NewPerson, write_persons
from openluban.network.workshops.public import Workshop


@transaction.atomic
def register_person(
    *, workshop: str, cells: Mapping[str, str], actor: Actor, at: datetime
) -> Person:
    """Register somebody; ``cells`` as ``rules.details`` reads them.

    :raises NotFound: there is no such workshop, or the actor is not its registrar
    :raises Invalid: what is entered breaks rules
    """
    found = Workshop.objects.filter(key=workshop).first()
    if found is None or not may_keep(actor, found):
        raise NotFound
    details, problems = read_details(cells, today=timezone.localdate(at))
    if problems:
        raise Invalid(problems)
    new = NewPerson(
        found.pk,
        details.names,
        born_on=details.born_on,
        birth_place=details.birth_place,
        sex=details.sex,
        language=details.language,
        note=details.note,
        contacts=details.contacts,
    )
    person = Person.objects.get(pk=write_persons([new], at=at)[new.key])
    names = "; ".join(name.full for name in details.names)
    record_about(
        person.key,
        "learners.registered",
        actor=actor,
        at=at,
        sealed={"names": ("", names)},
        plain={"workshop": (None, found.key)},
    )
    return person
