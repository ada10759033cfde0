"""Changing what is written about a person."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid
from openluban.learning.learners.errors import Changed
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import the_person
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.details import Details, read_details
from openluban.learning.learners.rules.names import sort_form
from openluban.learning.learners.writing import write_contacts, write_names


@transaction.atomic
def edit_person(
    *, key: str, cells: Mapping[str, str], version: int, actor: Actor, at: datetime
) -> Person:
    """Write a person's details anew; ``cells`` as ``rules.details`` reads them, all of them.

    :raises NotFound: there is no such person, or the actor may not know
    :raises Changed: somebody else was faster
    :raises Invalid: what is entered breaks rules
    """
    person = the_person(key, actor, locked=True)
    if person.version != version:
        raise Changed
    details, problems = read_details(cells, today=timezone.localdate(at))
    if problems:
        raise Invalid(problems)
    before = said_of(person)
    _write(person, details, at)
    after = said_of(person)
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changed:
        record_about(key, "learners.edited", actor=actor, at=at, sealed=changed)
    return person


def said_of(person: Person) -> dict[str, str]:
    """Return all that is written about a person, field by field, as one text each."""
    names = person.names.order_by("kind")
    contacts = person.contacts.order_by("kind", "value")
    return {
        "names": "; ".join(
            " ".join(filter(None, (each.full, each.language and f"({each.language})")))
            for each in names
        ),
        "born_on": person.born_on.text if person.born_on else "",
        "birth_place": person.birth_place,
        "sex": person.sex,
        "language": person.language,
        "note": person.note,
        "contacts": "; ".join(f"{each.kind}: {each.value}" for each in contacts),
    }


def _write(person: Person, details: Details, at: datetime) -> None:
    person.sort_name = sort_form(list(details.names))
    person.born_on = details.born_on
    person.birth_place = details.birth_place
    person.sex = details.sex
    person.language = details.language
    person.note = details.note
    person.changed_at = at
    person.version += 1
    person.save()
    person.names.all().delete()
    write_names([(person.pk, name) for name in details.names])
    person.contacts.all().delete()
    write_contacts([(person.pk, kind, value) for kind, value in details.contacts])
