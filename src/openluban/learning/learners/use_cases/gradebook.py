"""What a program writes into the gradebook: line items, and results that become marks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound, Refusal
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.models.rosters import LineItem, Result, RosterClient
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.words import Origin

_GRADED = frozenset({"fully graded", "partially graded"})
_LONGEST_TITLE = 120
_USUAL_SCALE = Decimal(100)


class NotInClass(Refusal):
    """The learner is not in the class of the line item."""

    code = "rosters.not_in_class"
    sentence = _("The learner is not in the class of this line item.")


class SomebodyElses(Refusal):
    """Another program wrote it."""

    code = "rosters.somebody_elses"
    sentence = _("Another program wrote this.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line item as a program says it; ``class_`` is a cohort's key."""

    key: str
    class_: str
    title: str
    description: str
    assigned_at: datetime
    due_at: datetime
    least: Decimal | None
    most: Decimal | None
    category: str


@dataclass(frozen=True, slots=True)
class Said:
    """A result as a program says it; ``student`` is a person's key."""

    key: str
    line: str
    student: str
    state: str
    score: Decimal | None
    on: date
    comment: str


def program(client: RosterClient) -> Actor:
    """Return a program as the history knows it."""
    return Actor("system", client.key, client.name)


@transaction.atomic
def put_line(*, client: RosterClient, line: Line, at: datetime) -> bool:
    """Write a line item as it is said; return whether it is new.

    :raises NotFound: there is no such class
    :raises SomebodyElses: another program wrote a line item under this id
    """
    cohort = Cohort.objects.filter(workshop=client.workshop, key=line.class_).first()
    if cohort is None:
        raise NotFound
    found = LineItem.objects.filter(workshop=client.workshop, key=line.key).first()
    if found is not None and found.client != client:
        raise SomebodyElses
    item = found or LineItem(key=line.key, client=client, workshop=client.workshop)
    item.cohort, item.title, item.description = cohort, line.title, line.description
    item.assigned_at, item.due_at = line.assigned_at, line.due_at
    item.least, item.most, item.category = line.least, line.most, line.category
    item.changed_at = at
    item.save()
    _tell(client, "learners.line_item_put", cohort.key, {"line": (None, line.key)}, at)
    return found is None


@transaction.atomic
def delete_line(*, client: RosterClient, key: str, at: datetime) -> None:
    """Take a line item away with its results; the marks that came of them are noted as missing.

    :raises NotFound: there is none
    :raises SomebodyElses: another program wrote it
    """
    item = LineItem.objects.filter(workshop=client.workshop, key=key).first()
    if item is None:
        raise NotFound
    if item.client != client:
        raise SomebodyElses
    keys = list(item.results.values_list("key", flat=True))
    _mirrored(client, keys).update(missing_since=at)
    cohort = item.cohort.key
    item.delete()
    _tell(client, "learners.line_item_deleted", cohort, {"line": (key, None)}, at)


@transaction.atomic
def put_result(*, client: RosterClient, said: Said, at: datetime) -> bool:
    """Write a result as it is said, and a mark where it is a score; return whether it is new.

    :raises NotFound: there is no such line item
    :raises NotInClass: the learner is not in its class
    :raises SomebodyElses: another program wrote a result under this id
    """
    lines = LineItem.objects.filter(workshop=client.workshop).select_related("cohort")
    line = lines.filter(key=said.line).first()
    if line is None:
        raise NotFound
    places = Enrolment.objects.filter(cohort=line.cohort, person__erased_at=None)
    if not client.sees_synthetic:
        places = places.filter(person__is_synthetic=False)
    enrolment = places.filter(person__key=said.student).select_related("person").first()
    if enrolment is None:
        raise NotInClass
    found = Result.objects.filter(workshop=client.workshop, key=said.key).first()
    if found is not None and found.client != client:
        raise SomebodyElses
    result = found or Result(key=said.key, client=client, workshop=client.workshop)
    result.line, result.enrolment, result.state = line, enrolment, said.state
    result.score, result.on, result.comment = said.score, said.on, said.comment
    result.changed_at = at
    result.save()
    _mirror(client, result, at)
    record_about(
        enrolment.person.key,
        "learners.result_put",
        actor=program(client),
        at=at,
        plain={"enrolment": (None, enrolment.key)},
        sealed={"result": ("", said.key)},
    )
    return found is None


@transaction.atomic
def delete_result(*, client: RosterClient, key: str, at: datetime) -> None:
    """Take a result away; the mark that came of it is noted as missing.

    :raises NotFound: there is none
    :raises SomebodyElses: another program wrote it
    """
    results = Result.objects.filter(workshop=client.workshop, key=key)
    result = results.select_related("enrolment__person").first()
    if result is None:
        raise NotFound
    if result.client != client:
        raise SomebodyElses
    _mirrored(client, [key]).update(missing_since=at)
    enrolment = result.enrolment
    result.delete()
    record_about(
        enrolment.person.key,
        "learners.result_deleted",
        actor=program(client),
        at=at,
        plain={"enrolment": (None, enrolment.key)},
        sealed={"result": (key, "")},
    )


def source_of(client: RosterClient) -> str:
    """Return what marks name as their source that came of a program's results."""
    return f"program:{client.key}"


def _mirrored(client: RosterClient, keys: list[str]) -> QuerySet[Mark]:
    return Mark.objects.filter(source=source_of(client), external_id__in=keys, by=Origin.IMPORT)


def _mirror(client: RosterClient, result: Result, at: datetime) -> None:
    """Write the mark of a result; one that a hand has set, or set anew, stays as it is."""
    source, out_of = source_of(client), result.line.most or _USUAL_SCALE
    mark = Mark.objects.filter(source=source, external_id=result.key).first()
    is_score = result.state in _GRADED and result.score is not None
    if not is_score or not 0 <= (result.score or 0) <= out_of:
        _mirrored(client, [result.key]).update(missing_since=at)
        return
    title = result.line.title[:_LONGEST_TITLE]
    if mark is None:
        same = Mark.objects.filter(enrolment=result.enrolment, title=title, stage="")
        if same.filter(taught_class=None, course=None).exists():
            return
        mark = Mark(enrolment=result.enrolment, source=source, external_id=result.key, title=title)
    elif mark.by == Origin.HAND:
        return
    mark.score, mark.out_of, mark.on = result.score, out_of, result.on
    mark.remark, mark.by, mark.recorded_at = result.comment, Origin.IMPORT, at
    mark.missing_since = None
    mark.save()


def _tell(
    client: RosterClient,
    action: str,
    cohort: str,
    told: dict[str, tuple[object, object]],
    at: datetime,
) -> None:
    record(Deed(action, "cohorts", cohort, told), actor=program(client), at=at)
