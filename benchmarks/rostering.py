"""Taking a roster over, beside plain ``executemany`` of the same rows into the same tables."""

from typing import Any

from django.db import models

from benchmarks.filling import AT
from benchmarks.importing import columns_of, insert_plainly, last_id, rows_after, timed
from openluban.foundation.history.models import Entry
from openluban.kernel.actor import SYSTEM
from openluban.learning.learners.formats.oneroster.writing import write_package
from openluban.learning.learners.public import (
    Choices,
    Cohort,
    Contact,
    Enrolment,
    EnrolmentState,
    Identifier,
    Person,
    PersonName,
    Training,
    Wish,
    import_roster,
    opened,
    preview_roster,
    roster_in,
)

_WORKSHOPS = ("tj-ttu", "kz-ektu", "eg-asu", "et-tvti")
_TABLES: tuple[type[models.Model], ...] = (
    *(Training, Cohort, Person, PersonName, Contact, Identifier, Enrolment, EnrolmentState, Entry),
)
_REFERS = {
    "person_id": Person,
    "enrolment_id": Enrolment,
    "cohort_id": Cohort,
    "training_id": Training,
}
_RANDOM = frozenset({"key", "token"})
_A_CLASS = 25
_FAMILIES = ("Nurlanova", "Akhmetov", "Раҳимов", "Сафарова", "Zhang", "Yusupov", "Ким")
_GIVEN = ("Aigul", "Timur", "Фаррух", "Зарина", "Wei", "Dilshod", "Анна", "Olga")


def measure(learners: int, round_number: int) -> dict[str, float]:
    """Take so many learners over, insert as many plainly, take the same file over again.

    Returns the seconds that each took, reading the files included, and how many rows there were.
    """
    workshop = _WORKSHOPS[round_number % len(_WORKSHOPS)]
    mark, other = f"zq{chr(97 + round_number)}x", f"zq{chr(97 + round_number)}y"
    data = _package(mark, learners)
    before = {model: last_id(model) for model in _TABLES}
    preview = timed(lambda: _take(data, workshop, mark, preview_roster))
    imported = timed(lambda: _take(data, workshop, mark, import_roster))
    again = timed(lambda: _take(data, workshop, mark, import_roster))
    written = {model: rows_after(model, before[model]) for model in _TABLES}
    shifted = {model: _shifted(model, written, (mark, other)) for model in _TABLES}
    plain = timed(lambda: insert_plainly(shifted))
    rows = sum(map(len, written.values()))
    return {"preview": preview, "import": imported, "again": again, "plain": plain, "rows": rows}


def _take(data: bytes, workshop: str, mark: str, do: Any) -> None:
    roster = roster_in(opened(data, "x.zip"), filename="x.zip", wish=Wish(mark))
    do(roster=roster, workshop=workshop, choices=Choices(), actor=SYSTEM, at=AT)


def _package(mark: str, learners: int) -> bytes:
    """Return OneRoster files as a school office makes them."""
    numbers = range(learners)
    classes = range(-(-learners // _A_CLASS))
    term = {"startDate": "2026-09-01", "endDate": "2027-07-01", "schoolYear": "2027"}
    return write_package(
        {
            "orgs": [{"sourcedId": "o", "name": "School", "type": "school"}],
            "academicSessions": [{"sourcedId": "t", "title": "Year", "type": "term", **term}],
            "courses": [
                {"sourcedId": f"{mark}-c{n}", "title": f"Course {mark} {n}", "orgSourcedId": "o"}
                for n in range(20)
            ],
            "classes": (
                {
                    "sourcedId": f"{mark}-k{n}",
                    "title": f"{mark}-{n}",
                    "courseSourcedId": f"{mark}-c{n % 20}",
                    "classType": "scheduled",
                    "schoolSourcedId": "o",
                    "termSourcedIds": "t",
                }
                for n in classes
            ),
            "users": (_user(mark, n) for n in numbers),
            "enrollments": (
                {
                    "sourcedId": f"{mark}-e{n}",
                    "classSourcedId": f"{mark}-k{n // _A_CLASS}",
                    "schoolSourcedId": "o",
                    "userSourcedId": f"{mark}-u{n}",
                    "role": "student",
                    "beginDate": "2026-09-01",
                }
                for n in numbers
            ),
            "demographics": (
                {
                    "sourcedId": f"{mark}-u{n}",
                    "birthDate": f"{2000 + n % 9}-{1 + n % 12:02}-{1 + n % 28:02}",
                    "sex": ("male", "female")[n % 2],
                }
                for n in numbers
            ),
        },
        system_name="School office",
        system_code=mark,
    )


def _user(mark: str, n: int) -> dict[str, str]:
    return {
        "sourcedId": f"{mark}-u{n}",
        "enabledUser": "true",
        "username": f"{mark}u{n}",
        "givenName": f"{_GIVEN[n % 8]}",
        "familyName": f"{_FAMILIES[n % 7]} {n}",
        "identifier": f"{mark}-{n:06d}",
        "email": f"{mark}{n}@example.org",
    }


def _shifted(
    model: type[models.Model],
    written: dict[type[models.Model], list[tuple[Any, ...]]],
    marks: tuple[str, str],
) -> list[tuple[Any, ...]]:
    """Return the rows under other ids, keys and names, so that they can be inserted beside."""
    names = columns_of(model)
    moved = {model._meta.pk.column: len(written[model])}
    moved |= {name: len(written[to]) for name, to in _REFERS.items()}
    shifts = [moved.get(name, 0) for name in names]
    turned = [name in _RANDOM for name in names]
    return [
        tuple(
            _other(value, shift, marks, is_turned=is_turned)
            for value, shift, is_turned in zip(row, shifts, turned, strict=True)
        )
        for row in written[model]
    ]


def _other(value: Any, shift: int, marks: tuple[str, str], *, is_turned: bool) -> Any:
    if isinstance(value, str):
        return value[::-1] if is_turned else value.replace(*marks)
    return value + shift if shift and value is not None else value
