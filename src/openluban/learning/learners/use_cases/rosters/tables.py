"""The files of OneRoster for what leaves, row by row."""

from collections.abc import Iterator

from openluban.learning.learners.formats.oneroster.shapes import (
    SEXES,
    first_day_after,
    line_id,
    parts_of,
    term_id,
)
from openluban.learning.learners.formats.oneroster.tables import OWN
from openluban.learning.learners.formats.oneroster.writing import Row
from openluban.learning.learners.queries.roster_out import (
    OutCohort,
    OutEnrolment,
    OutMark,
    OutPerson,
    OutRoster,
)

_KINDS = ("passport", "local", "chinese", "other")
_EXACT = 10
_CATEGORY = "marks"


def tables_of(out: OutRoster) -> dict[str, Iterator[Row]]:
    """Return the rows of every file, in the order of the standard's references."""
    bare = sorted({each.course for each in out.enrolments if not each.cohort})
    return {
        "orgs": _orgs(out),
        "academicSessions": _sessions(out, is_bare=bool(bare)),
        "courses": _courses(out),
        "classes": _classes(out, bare),
        "users": (_user(each, out.key) for each in out.persons.values()),
        "roles": (_role(each, out.key) for each in out.persons.values()),
        "enrollments": (_enrolment(each, out.key) for each in out.enrolments),
        "demographics": (_demographics(each) for each in out.persons.values()),
        "categories": iter([{"sourcedId": _CATEGORY, "title": "Marks"}] if out.marks else []),
        "lineItems": _lines(out),
        "results": (_result(each) for each in out.marks),
    }


def _orgs(out: OutRoster) -> Iterator[Row]:
    name = out.name.best("en")[1] or out.key
    yield {"sourcedId": out.key, "name": name, "type": "school", "identifier": out.key}


def _sessions(out: OutRoster, *, is_bare: bool) -> Iterator[Row]:
    terms = {term_id(each.starts_on, each.ends_on): each for each in out.cohorts.values()}
    for id_, each in sorted(terms.items()):
        end = first_day_after(each.starts_on, each.ends_on)
        yield {
            "sourcedId": id_,
            "title": f"{each.starts_on} – {each.ends_on or ''}",
            "type": "term",
            "startDate": each.starts_on.isoformat(),
            "endDate": end.isoformat(),
            "schoolYear": str(end.year),
        }
    if is_bare:
        # A class that only stands for a course needs a term as well.
        days = {"startDate": "2000-01-01", "endDate": "2100-01-01", "schoolYear": "2000"}
        yield {"sourcedId": "term-any", "title": "–", "type": "term", **days}


def _courses(out: OutRoster) -> Iterator[Row]:
    for each in out.courses.values():
        title = each.name.best("en")[1] or each.key
        yield {
            "sourcedId": each.key,
            "title": title,
            "courseCode": each.key,
            "orgSourcedId": out.key,
        }


def _classes(out: OutRoster, bare: list[str]) -> Iterator[Row]:
    for each in out.cohorts.values():
        yield _class(each, out.key)
    for course in bare:
        title = out.courses[course].name.best("en")[1] or course
        yield {
            "sourcedId": class_of_course(course),
            "title": title,
            "courseSourcedId": course,
            "classType": "scheduled",
            "schoolSourcedId": out.key,
            "termSourcedIds": "term-any",
            f"{OWN}noCohort": "true",
        }


def class_of_course(course: str) -> str:
    """Return the id of the class that stands for a course where learners have no cohort."""
    return f"course-{course}"


def _class(each: OutCohort, school: str) -> Row:
    return {
        "sourcedId": each.key,
        "title": each.name,
        "courseSourcedId": each.course,
        "classType": "scheduled",
        "schoolSourcedId": school,
        "termSourcedIds": term_id(each.starts_on, each.ends_on),
        f"{OWN}openEnded": "" if each.ends_on else "true",
    }


def _user(each: OutPerson, school: str) -> Row:
    main = next((each.names[kind] for kind in _KINDS if kind in each.names), None)
    given, family = parts_of(main.full, main.given, main.family) if main else ("–", "–")
    return {
        "sourcedId": each.key,
        "enabledUser": "true",
        "username": each.key,
        "givenName": given,
        "familyName": family,
        "middleName": main.middle if main else "",
        "email": each.contacts.get("email", ""),
        "phone": each.contacts.get("phone", ""),
        "primaryOrgSourcedId": school,
        **{f"{OWN}{kind}Name": name.full for kind, name in each.names.items()},
    }


def _role(each: OutPerson, school: str) -> Row:
    return {
        "sourcedId": f"{each.key}.student",
        "userSourcedId": each.key,
        "roleType": "primary",
        "role": "student",
        "orgSourcedId": school,
    }


def _enrolment(each: OutEnrolment, school: str) -> Row:
    return {
        "sourcedId": each.key,
        "classSourcedId": each.cohort or class_of_course(each.course),
        "schoolSourcedId": school,
        "userSourcedId": each.person,
        "role": "student",
        "beginDate": each.began_on.isoformat(),
        f"{OWN}state": each.state,
        f"{OWN}stateOn": each.state_on.isoformat(),
    }


def _demographics(each: OutPerson) -> Row:
    return {
        "sourcedId": each.key,
        "birthDate": each.born if len(each.born) == _EXACT else "",
        "sex": SEXES.get(each.sex, ""),
        f"{OWN}born": each.born,
    }


def _lines(out: OutRoster) -> Iterator[Row]:
    seen: set[str] = set()
    for each in out.marks:
        place = each.enrolment.cohort or class_of_course(each.enrolment.course)
        id_ = line_id(place, f"{each.title}\x1f{each.out_of}")
        if id_ not in seen:
            seen.add(id_)
            day = each.on.isoformat()
            yield {
                "sourcedId": id_,
                "title": each.title,
                "assignDate": day,
                "dueDate": day,
                "classSourcedId": place,
                "categorySourcedId": _CATEGORY,
                "resultValueMin": "0",
                "resultValueMax": str(each.out_of),
                "schoolSourcedId": out.key,
            }


def _result(each: OutMark) -> Row:
    place = each.enrolment.cohort or class_of_course(each.enrolment.course)
    return {
        "sourcedId": each.id,
        "lineItemSourcedId": line_id(place, f"{each.title}\x1f{each.out_of}"),
        "studentSourcedId": each.enrolment.person,
        "classSourcedId": place,
        "scoreStatus": "not submitted" if each.score is None else "fully graded",
        "score": "" if each.score is None else str(each.score),
        "scoreDate": each.on.isoformat(),
        "comment": each.remark,
    }
