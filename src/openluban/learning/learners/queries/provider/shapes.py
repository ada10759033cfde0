"""Objects of the standard as JSON, made of rows of the database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from openluban.foundation.access.models import Account
from openluban.learning.learners.formats.oneroster.shapes import (
    SEXES,
    first_day_after,
    line_id,
    parts_of,
    term_id,
)
from openluban.learning.learners.models.persons import Contact, PersonName
from openluban.learning.learners.queries.provider.sources import Thing
from openluban.learning.learners.queries.roster_out import title_of
from openluban.learning.learners.queries.rosters import mark_id
from openluban.network.workshops.public import Workshop

_EXACT = 10
_ORDER = ("passport", "local", "chinese", "other")
CATEGORY = "marks"
MARK = (
    *("pk", "stage", "title", "score", "out_of", "on", "remark", "recorded_at"),
    *("taught_class__name", "course__name", "enrolment__cohort__key", "enrolment__person__key"),
)
"""The columns of which a mark is told."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where objects are found: the addresses of the two services, and the workshop's key."""

    rostering: str
    gradebook: str
    school: str

    def to(self, kind: str, id_: str) -> Thing:
        """Return a reference to an object."""
        plural = {"class": "classes", "category": "categories"}.get(kind, f"{kind}s")
        base = self.gradebook if kind in {"category", "lineItem"} else self.rostering
        return {"href": f"{base}/{plural}/{id_}", "sourcedId": id_, "type": kind}

    @property
    def org(self) -> Thing:
        """A reference to the school."""
        return self.to("org", self.school)


def moment(at: datetime) -> str:
    """Return a moment as the standard writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def lead(id_: str, at: datetime) -> Thing:
    """Return what every object begins with."""
    return {"sourcedId": id_, "status": "active", "dateLastModified": moment(at)}


def number(value: Decimal) -> float | int:
    """Return a number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def org_of(place: Workshop, at: datetime) -> Thing:
    """Return a workshop as a school."""
    return {
        **lead(place.key, at),
        "name": place.name.best("en")[1] or place.key,
        "type": "school",
        "identifier": place.key,
    }


def sessions(
    cohorts: Iterable[tuple[date, date | None]], at: datetime, to: Addresses, *, is_period: bool
) -> list[Thing]:
    """Return terms, or the grading period that lies in each of them."""
    terms = {term_id(starts, ends): (starts, ends) for starts, ends in cohorts}
    made = []
    for id_, (starts, ends) in sorted(terms.items()):
        end = first_day_after(starts, ends)
        thing = {
            **lead(period_of(id_) if is_period else id_, at),
            "title": f"{starts} – {ends or ''}",
            "startDate": starts.isoformat(),
            "endDate": end.isoformat(),
            "type": "gradingPeriod" if is_period else "term",
            "schoolYear": str(end.year),
        }
        other = to.to("academicSession", id_ if is_period else period_of(id_))
        thing |= {"parent": other} if is_period else {"children": [other]}
        made.append(thing)
    return made


def period_of(term: str) -> str:
    """Return the id of the grading period that is all of a term."""
    return f"period-{term.removeprefix('term-')}"


def class_of(row: Mapping[str, Any], at: datetime, to: Addresses) -> Thing:
    """Return a cohort as a class."""
    term = to.to("academicSession", term_id(row["starts_on"], row["ends_on"]))
    return {
        **lead(row["key"], at),
        "title": row["name"],
        "classCode": row["name"],
        "classType": "scheduled",
        "course": to.to("course", row["programme__key"] or row["training__key"]),
        "school": to.org,
        "terms": [term],
    }


def student_of(to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield persons as users; their names and addresses come with two more queries."""
    some = list(rows)
    ids = [each.pk for each in some]
    names: dict[int, dict[str, PersonName]] = {}
    for name in PersonName.objects.filter(person_id__in=ids):
        names.setdefault(name.person_id, {})[name.kind] = name
    contacts: dict[int, dict[str, str]] = {}
    kept = Contact.objects.filter(person_id__in=ids, kind__in=("email", "phone")).order_by("id")
    for person, kind, value in kept.values_list("person_id", "kind", "value"):
        contacts.setdefault(person, {}).setdefault(kind, value)
    for person in some:
        known = names.get(person.pk, {})
        main = next((known[kind] for kind in _ORDER if kind in known), None)
        given, family = parts_of(main.full, main.given, main.family) if main else ("–", "–")
        yield _user(
            lead(person.key, person.changed_at),
            (given, family, main.middle if main else ""),
            contacts.get(person.pk, {}),
            "student",
            to,
        )


def teacher_of(account: Account, at: datetime, to: Addresses) -> Thing:
    """Return the account of a teacher as a user."""
    given, _space, family = account.name.rpartition(" ")
    named = (given or family or "–", family or "–", "")
    return _user(lead(account.key, at), named, {"email": account.email}, "teacher", to)


def _user(
    begin: Thing,
    name: tuple[str, str, str],
    contacts: Mapping[str, str],
    role: str,
    to: Addresses,
) -> Thing:
    given, family, middle = name
    user = {
        **begin,
        "username": begin["sourcedId"],
        "enabledUser": "true",
        "givenName": given,
        "familyName": family,
        "middleName": middle,
        "roles": [{"roleType": "primary", "role": role, "org": to.org}],
        "primaryOrg": to.org,
        # Readers look for the address before they look at its worth.
        "email": contacts.get("email", ""),
    }
    if "phone" in contacts:
        user["phone"] = contacts["phone"]
    return user


def demographics_of(_to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield day of birth and sex of persons, where they are known."""
    for person in rows:
        thing = lead(person.key, person.changed_at)
        if person.born_on and len(person.born_on.text) == _EXACT:
            thing["birthDate"] = person.born_on.text
        if person.sex in SEXES:
            thing["sex"] = SEXES[person.sex]
        yield thing


def enrolment_of(to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield enrolments; learners have one role."""
    for each in rows:
        thing = {
            **lead(each.key, each.made_at),
            "user": to.to("user", each.person.key),
            "class": to.to("class", each.cohort.key),
            "school": to.org,
            "role": "student",
            "primary": "false",
        }
        yield thing | ({"beginDate": each.began.isoformat()} if each.began else {})


def line_of(to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield line items."""
    for each in rows:
        thing = {
            **lead(each.key, each.changed_at),
            "title": each.title,
            "description": each.description,
            "assignDate": moment(each.assigned_at),
            "dueDate": moment(each.due_at),
            "class": to.to("class", each.cohort.key),
            "school": to.org,
            "category": to.to("category", each.category),
        }
        bounds = {"resultValueMin": each.least, "resultValueMax": each.most}
        yield thing | {name: number(at) for name, at in bounds.items() if at is not None}


def result_of(to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield results of line items."""
    for each in rows:
        thing = {
            **lead(each.key, each.changed_at),
            "lineItem": to.to("lineItem", each.line.key),
            "student": to.to("user", each.enrolment.person.key),
            "class": to.to("class", each.line.cohort.key),
            "scoreStatus": each.state,
            "scoreDate": each.on.isoformat(),
            "comment": each.comment,
        }
        yield thing | ({} if each.score is None else {"score": number(each.score)})


def line_of_row(row: Mapping[str, Any]) -> str:
    """Return the id of the line item that marks of one title and scale in one class make."""
    return line_id(row["enrolment__cohort__key"], f"{title_of(row)}\x1f{row['out_of']}")


def mark_of(to: Addresses, rows: Iterable[Any]) -> Iterator[Thing]:
    """Yield marks that were made here as results."""
    for row in rows:
        class_id = row["enrolment__cohort__key"]
        line = line_of_row(row)
        thing = {
            **lead(mark_id(row["pk"]), row["recorded_at"]),
            "lineItem": to.to("lineItem", line),
            "student": to.to("user", row["enrolment__person__key"]),
            "class": to.to("class", class_id),
            "scoreStatus": "not submitted" if row["score"] is None else "fully graded",
            "scoreDate": row["on"].isoformat(),
            "comment": row["remark"],
        }
        yield thing | ({} if row["score"] is None else {"score": number(row["score"])})


def line_of_marks(row: Mapping[str, Any], at: datetime, to: Addresses) -> Thing:
    """Return the line item that marks of one title in one class make."""
    class_id = row["enrolment__cohort__key"]
    title = title_of(row)
    day = moment(datetime.combine(row["on"], time(), UTC))
    return {
        **lead(line_of_row(row), at),
        "title": title,
        "assignDate": day,
        "dueDate": day,
        "class": to.to("class", class_id),
        "school": to.org,
        "category": to.to("category", CATEGORY),
        "resultValueMin": 0,
        "resultValueMax": number(row["out_of"]),
    }
