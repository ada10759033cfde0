"""What a collection may be narrowed to, and what its objects may have."""

from dataclasses import dataclass

LEAD = frozenset({"sourcedId", "status", "dateLastModified"})
ORG = LEAD | {"name", "type", "identifier"}
SESSION = LEAD | {"title", "startDate", "endDate", "type", "schoolYear", "parent", "children"}
COURSE = LEAD | {"title", "courseCode", "org"}
CLASS = LEAD | {"title", "classCode", "classType", "course", "school", "terms"}
USER = LEAD | {
    *("username", "enabledUser", "givenName", "familyName", "middleName", "roles", "primaryOrg"),
    *("email", "phone"),
}
ENROLLMENT = LEAD | {"user", "class", "school", "role", "primary", "beginDate"}
DEMOGRAPHICS = LEAD | {"birthDate", "sex"}
CATEGORY = LEAD | {"title"}
LINE = LEAD | {
    *("title", "description", "assignDate", "dueDate", "class", "school", "category"),
    *("resultValueMin", "resultValueMax"),
}
RESULT = LEAD | {
    *("lineItem", "student", "class", "scoreStatus", "score", "scoreDate", "comment"),
}
FIELDS = {
    **dict.fromkeys(("orgs", "schools"), ORG),
    **dict.fromkeys(("academicSessions", "terms", "gradingPeriods"), SESSION),
    "courses": COURSE,
    "classes": CLASS,
    "enrollments": ENROLLMENT,
    **dict.fromkeys(("users", "students", "teachers"), USER),
    "demographics": DEMOGRAPHICS,
    "categories": CATEGORY,
    "lineItems": LINE,
    "results": RESULT,
}
"""What the objects of each collection may have."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a collection is narrowed to, by ids; "" is no narrowing."""

    class_: str = ""
    course: str = ""
    term: str = ""
    teacher: str = ""
    student: str = ""
    line: str = ""


ALL = Within()
