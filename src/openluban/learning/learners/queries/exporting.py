"""All that is kept of a person, as plain data that they can take along."""

from typing import Any

from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.rosters import Result
from openluban.learning.learners.queries.reading import Whole
from openluban.learning.learners.rules.words import Route


def exported(whole: Whole) -> dict[str, Any]:
    """Return a person's data as JSON can hold them; field names are stable."""
    person = whole.person
    return {
        "format": "openluban-learner-1",
        "key": person.key,
        "token": person.token,
        "workshop": person.workshop.key,
        "synthetic": person.is_synthetic,
        "names": [
            {
                "kind": name.kind,
                "language": name.language,
                "family": name.family,
                "given": name.given,
                "middle": name.middle,
                "full": name.full,
            }
            for name in whole.names
        ],
        "born_on": person.born_on.text if person.born_on else None,
        "birth_place": person.birth_place,
        "sex": person.sex,
        "language": person.language,
        "note": person.note,
        "contacts": [{"kind": each.kind, "value": each.value} for each in whole.contacts],
        "identifiers": [
            {"kind": each.kind, "country": each.country or None, "value": each.value}
            for each in whole.numbers
        ],
        "consents": [
            {
                "purpose": each.purpose,
                "text_version": each.text_version,
                "language": each.language,
                "given_on": each.given_on.isoformat(),
                "withdrawn_on": each.withdrawn_on.isoformat() if each.withdrawn_on else None,
            }
            for each in whole.consents
        ],
        "enrolments": [_enrolment(each) for each in whole.enrolments],
        "history": [
            {
                "at": deed.entry.happened_at.isoformat(),
                "action": deed.entry.action,
                "changes": {name: list(pair) for name, pair in deed.changes.items()},
            }
            for deed in whole.deeds
        ],
    }


def _enrolment(enrolment: Enrolment) -> dict[str, Any]:
    course = enrolment.programme or enrolment.training
    return {
        "key": enrolment.key,
        "workshop": enrolment.workshop.key,
        "route": enrolment.route,
        "on": course.key if course else None,
        "name": dict(course.name.wordings) if course else None,
        "cohort": enrolment.cohort.name if enrolment.cohort else None,
        "states": [
            {"state": each.state, "on": each.on.isoformat()} for each in enrolment.states.all()
        ],
        "marks": [_mark(each) for each in enrolment.marks.all()],
        "china": _china(enrolment),
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "course": mark.course.key if mark.course else None,
        "class": mark.taught_class.name if mark.taught_class else None,
        "stage": mark.stage or None,
        "title": mark.title,
        "score": None if mark.score is None else str(mark.score),
        "out_of": str(mark.out_of),
        "hours": None if mark.hours is None else str(mark.hours),
        "on": mark.on.isoformat(),
        "remark": mark.remark,
    }


def _china(enrolment: Enrolment) -> dict[str, Any] | None:
    china = getattr(enrolment, "china", None) if enrolment.route == Route.CHINA else None
    if china is None:
        return None
    days = ("hsk_on", "visa_on", "visa_until", "arrived_on", "returned_on")
    return {
        "college": china.college.key if china.college else None,
        "course_name": china.course_name,
        "hsk_level": china.hsk_level,
        "visa_kind": china.visa_kind,
        "scholarship": china.scholarship,
        **{name: day.isoformat() if (day := getattr(china, name)) else None for name in days},
    }


def results_of(person: int) -> list[dict[str, Any]]:
    """Return what programs with a token wrote into the gradebook about a person; one query."""
    found = Result.objects.filter(enrolment__person=person).select_related("line", "enrolment")
    return [
        {
            "enrolment": each.enrolment.key,
            "title": each.line.title,
            "state": each.state,
            "score": None if each.score is None else str(each.score),
            "on": each.on.isoformat(),
            "comment": each.comment,
        }
        for each in found.order_by("pk")
    ]
