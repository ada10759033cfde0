"""Joining two records that are one person, parting them again, or saying that they are two."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.learning.learners.errors import NotMerged, ReasonMissing, SamePerson
from openluban.learning.learners.models.duplicates import Likeness, Merge
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import (
    Consent,
    Contact,
    Identifier,
    Person,
    PersonName,
)
from openluban.learning.learners.policies import the_person
from openluban.learning.learners.recording import record_about

_ONE_EACH: tuple[tuple[str, Any, str], ...] = (
    ("names", PersonName, "kind"),
    ("identifiers", Identifier, "digest"),
    ("contacts", Contact, "value"),
    ("consents", Consent, "purpose"),
)
"""Tables of which a person has one row of each sort: name, table, what tells the sorts apart."""


@transaction.atomic
def merge_persons(*, kept: str, gone: str, reason: str, actor: Actor, at: datetime) -> Merge:
    """Join a record into another, that of one person; it can be parted again.

    Enrolments move over, and names, numbers, contacts and consents of which the other has none.

    :raises NotFound: there is no such person, or the actor may not know of one of them
    :raises SamePerson: they are one record
    :raises ReasonMissing: nobody would know why
    """
    first, second = (the_person(key, actor, locked=True) for key in (kept, gone))
    if first.pk == second.pk:
        raise SamePerson
    if not reason.strip():
        raise ReasonMissing
    moved = {name: _move(table, sort, first, second) for name, table, sort in _ONE_EACH}
    enrolments = Enrolment.objects.filter(person=second)
    moved["enrolments"] = list(enrolments.values_list("pk", flat=True))
    enrolments.update(person=first)
    Person.objects.filter(pk=second.pk).update(merged_into=first, changed_at=at)
    merge = Merge.objects.create(kept=first, gone=second, moved=moved, merged_at=at)
    _decide(first, second, "merged", at)
    for one, other in ((first, second), (second, first)):
        plain = {"with": (None, other.key)}
        record_about(one.key, "learners.merged", actor=actor, at=at, plain=plain, reason=reason)
    return merge


def _move(table: Any, sort: str, kept: Person, gone: Person) -> list[int]:
    """Move the rows of sorts that the kept person has none of; return their ids."""
    known = table.objects.filter(person=kept).values_list(sort, flat=True)
    moving = table.objects.filter(person=gone).exclude(**{f"{sort}__in": list(known)})
    ids = list(moving.values_list("pk", flat=True))
    table.objects.filter(pk__in=ids).update(person=kept)
    return ids


@transaction.atomic
def part_persons(*, kept: str, gone: str, reason: str, actor: Actor, at: datetime) -> None:
    """Part two records that were joined: what moved goes back.

    :raises NotFound: there is no such person, or the actor may not know
    :raises NotMerged: they are not joined
    :raises ReasonMissing: nobody would know why
    """
    first = the_person(kept, actor, locked=True)
    merge = Merge.objects.filter(kept=first, gone__key=gone, undone_at=None).first()
    if merge is None:
        raise NotMerged
    if not reason.strip():
        raise ReasonMissing
    second = merge.gone
    for name, table, _sort in _ONE_EACH:
        table.objects.filter(pk__in=merge.moved[name], person=first).update(person=second)
    Enrolment.objects.filter(pk__in=merge.moved["enrolments"], person=first).update(person=second)
    Person.objects.filter(pk=second.pk).update(merged_into=None, changed_at=at)
    merge.undone_at = at
    merge.save()
    _decide(first, second, "different", at)
    for one, other in ((first, second), (second, first)):
        plain = {"with": (other.key, None)}
        record_about(one.key, "learners.parted", actor=actor, at=at, plain=plain, reason=reason)


@transaction.atomic
def tell_apart(*, first: str, second: str, actor: Actor, at: datetime) -> None:
    """Say that two alike records are two persons; they are not proposed again.

    :raises NotFound: there is no such person, or the actor may not know of one of them
    :raises SamePerson: they are one record
    """
    one, other = (the_person(key, actor, locked=True) for key in (first, second))
    if one.pk == other.pk:
        raise SamePerson
    _decide(one, other, "different", at)
    plain = {"from": (None, other.key)}
    record_about(one.key, "learners.told_apart", actor=actor, at=at, plain=plain)


def _decide(first: Person, second: Person, decision: str, at: datetime) -> None:
    older, newer = sorted((first, second), key=lambda person: person.pk)
    Likeness.objects.update_or_create(
        first=older,
        second=newer,
        defaults={"decision": decision, "decided_at": at},
        create_defaults={
            "decision": decision,
            "decided_at": at,
            "score": 0,
            "found_at": at,
        },
    )
