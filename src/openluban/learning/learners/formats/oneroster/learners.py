"""From the files of OneRoster to what is kept of learners, and what of it has no place."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from openluban.learning.learners.formats.oneroster.cells import items
from openluban.learning.learners.formats.oneroster.reading import Package
from openluban.learning.learners.formats.oneroster.tables import OWN
from openluban.learning.learners.formats.roster import (
    CohortSaid,
    CourseSaid,
    EnrolmentSaid,
    MarkSaid,
    NameSaid,
    PersonSaid,
    Roster,
)

_GONE = "tobedeleted"
_SEXES = {"male": "1", "female": "2", "unspecified": "0", "other": "9"}
_GRADED = frozenset({"fully graded", "partially graded"})
_KINDS = ("passport", "local", "chinese", "other")
_NO_PLACE = {
    "users": ("username", "userIds", "sms", "agentSourcedIds", "grades", "password", "pronouns"),
    "courses": ("grades", "subjects", "subjectCodes"),
    "classes": ("grades", "location", "subjects", "periods"),
}
"""Columns that are known, and of which nothing is kept; the report names those with content."""


def roster_of(
    package: Package, *, source: str, file: str, orgs: Collection[str] | None = None
) -> Roster:
    """Return what a package says of learners; of ``orgs`` alone, if some are named."""
    left: Counter[str] = Counter()
    roster = Roster(source, file, left_out=left, files_left_out=package.left_out)
    roster.courses = [
        CourseSaid(*row)
        for row in package.table("courses").rows("sourcedId", "title", "courseCode")
    ]
    roster.cohorts = list(_cohorts(package, orgs, left))
    taken = None if orgs is None else {cohort.id for cohort in roster.cohorts}
    bare = dict(_without_cohort(package))
    roster.enrolments = list(_enrolments(package, taken, bare, left))
    roster.persons = list(_persons(package, roster.enrolments, taken, left))
    roster.marks = list(_marks(package, taken, bare, left))
    kinds = {"persons": "users", "cohorts": "classes", "enrolments": "enrollments"}
    modes = package.manifest.modes
    roster.whole = frozenset(
        kind for kind, name in {**kinds, "marks": "results"}.items() if modes.get(name) == "bulk"
    )
    _count_unkept(package, left)
    return roster


def _count_unkept(package: Package, left: Counter[str]) -> None:
    for name, columns in _NO_PLACE.items():
        table = package.table(name)
        for column in columns:
            if some := sum(map(bool, table.columns.get(column, ()))):
                left[f"{name}.{column}"] = some
    for name in ("userProfiles", "academicSessions", "categories"):
        if some := len(package.table(name)):
            left[name] = some


def _cohorts(
    package: Package, orgs: Collection[str] | None, left: Counter[str]
) -> Iterator[CohortSaid]:
    terms = {
        id_: (start, end)
        for id_, start, end in package.table("academicSessions").rows(
            "sourcedId", "startDate", "endDate"
        )
    }
    table = package.table("classes")
    names = ("sourcedId", "status", "title", "courseSourcedId", "schoolSourcedId", "termSourcedIds")
    own = (f"{OWN}openEnded", f"{OWN}noCohort")
    for row, cells in zip(table.numbers, table.rows(*names, *own), strict=True):
        id_, status, title, course, school, term_ids, is_open, is_none = cells
        if is_none == "true":
            continue
        if orgs is not None and school not in orgs:
            left["classes of other schools"] += 1
            continue
        spans = [terms[term] for term in items(term_ids) if term in terms]
        starts = min((start for start, _end in spans), default="")
        ends = "" if is_open == "true" else max((end for _start, end in spans), default="")
        last = max(_day_before(ends), starts) if ends else ""
        yield CohortSaid(id_, row, title, course, starts, last, status == _GONE)


def _day_before(end: str) -> str:
    """Return the last day of a span whose end is the first day after it."""
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat()


def _without_cohort(package: Package) -> Iterator[tuple[str, str]]:
    """Yield classes that only stand for a course, with that course: ours write them so."""
    names = ("sourcedId", "courseSourcedId", f"{OWN}noCohort")
    for id_, course, is_none in package.table("classes").rows(*names):
        if is_none == "true":
            yield id_, course


def _enrolments(
    package: Package,
    taken: Collection[str] | None,
    bare: Mapping[str, str],
    left: Counter[str],
) -> Iterator[EnrolmentSaid]:
    table = package.table("enrollments")
    names = ("sourcedId", "status", "classSourcedId", "userSourcedId", "role", "beginDate")
    own = ("endDate", f"{OWN}state", f"{OWN}stateOn")
    for row, cells in zip(table.numbers, table.rows(*names, *own), strict=True):
        id_, status, class_id, user, role, begins, ends, state, state_on = cells
        if role != "student":
            left["enrollments of those who do not learn"] += 1
        elif taken is not None and class_id not in taken:
            left["enrollments in other schools"] += 1
        else:
            if ends and not state:
                left["ends of enrollments"] += 1
            yield EnrolmentSaid(
                id_,
                row,
                user,
                "" if class_id in bare else class_id,
                bare.get(class_id, ""),
                begins=begins,
                state=state or None,
                state_on=state_on,
                is_gone=status == _GONE,
            )


def _persons(
    package: Package,
    enrolments: Collection[EnrolmentSaid],
    taken: Collection[str] | None,
    left: Counter[str],
) -> Iterator[PersonSaid]:
    learning = {each.person for each in enrolments}
    roles = list(package.table("roles").rows("userSourcedId", "role"))
    if taken is None:
        learning |= {user for user, role in roles if role == "student"}
    roles += package.table("enrollments").rows("userSourcedId", "role")
    teaching = {user for user, role in roles if role == "teacher"}
    is_told = "enrollments" in package.tables or "roles" in package.tables
    born = _of_demographics(package)
    table = package.table("users")
    names = ("sourcedId", "status", "email", "phone", "identifier")
    rows = zip(table.numbers, table.rows(*names), _names(package), strict=True)
    for row, (id_, status, email, phone, number), said in rows:
        if is_told and id_ not in learning and status != _GONE:
            left["users who teach" if id_ in teaching else "users who do not learn"] += 1
            continue
        day, sex = born.get(id_, (None, None))
        yield PersonSaid(
            id_,
            row,
            said,
            day,
            sex,
            email,
            phone,
            number,
            is_gone=status == _GONE,
            only_if_known=id_ not in learning,
        )


def _names(package: Package) -> Iterator[tuple[NameSaid, ...]]:
    table = package.table("users")
    parts = ("givenName", "familyName", "middleName")
    preferred = ("preferredGivenName", "preferredFamilyName", "preferredMiddleName")
    own = tuple(f"{OWN}{kind}Name" for kind in _KINDS)
    if not any(name in table.columns for name in own):
        main = table.rows(*parts)
        if not any(any(table.columns.get(name, ())) for name in preferred):
            yield from (
                (NameSaid(given=given, family=family, middle=middle),)
                for given, family, middle in main
            )
            return
        for one, other in zip(main, table.rows(*preferred), strict=True):
            both = (one, other) if any(other) else (one,)
            yield tuple(NameSaid(given=g, family=f, middle=m) for g, f, m in both)
        return
    for cells in table.rows(*own):
        yield tuple(
            NameSaid(full=full, kind=kind) for kind, full in zip(_KINDS, cells, strict=True) if full
        )


def _of_demographics(package: Package) -> Mapping[str, tuple[str | None, str | None]]:
    table = package.table("demographics")
    rows = table.rows("sourcedId", "birthDate", "sex", f"{OWN}born")
    return {
        id_: (own or born or None, _SEXES.get(sex) if sex else None) for id_, born, sex, own in rows
    }


def _marks(
    package: Package,
    taken: Collection[str] | None,
    bare: Mapping[str, str],
    left: Counter[str],
) -> Iterator[MarkSaid]:
    lines = {
        id_: (title, class_id, most)
        for id_, title, class_id, most in package.table("lineItems").rows(
            "sourcedId", "title", "classSourcedId", "resultValueMax"
        )
    }
    table = package.table("results")
    names = ("sourcedId", "status", "lineItemSourcedId", "studentSourcedId", "scoreStatus")
    more = ("score", "scoreDate", "comment", "textScore")
    for row, cells in zip(table.numbers, table.rows(*names, *more), strict=True):
        id_, status, line, student, graded, score, on, comment, text = cells
        title, class_id, most = lines.get(line, ("", "", ""))
        if not title:
            left["results without their line item"] += 1
        elif taken is not None and class_id not in taken:
            left["results of other schools"] += 1
        elif graded not in _GRADED or not score:
            left["results without a score"] += 1
        else:
            if text:
                left["results.textScore"] += 1
            gone = status == _GONE
            place = bare.get(class_id, class_id)
            yield MarkSaid(id_, row, student, place, title, score, most or "100", on, comment, gone)
