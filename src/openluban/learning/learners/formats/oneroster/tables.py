"""What the standard says of each file: its columns in their order, and what may stand in them.

https://www.imsglobal.org/spec/oneroster/v1p2/bind/csv (chapter 4). Of files that say nothing about
learners (resources, score scales, learning objectives) only the names are known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

VERSION = "1.2"
"""Of OneRoster, as the manifest says it."""


class Kind(StrEnum):
    """What a cell holds."""

    ID = "id"
    IDS = "ids"
    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    MOMENT = "moment"
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``choices`` is what a choice may be, ``refers`` the file that an id leads to."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A file of the standard by the name that the manifest gives it, and its columns."""

    name: str
    columns: tuple[Column, ...]
    by_name: dict[str, Column] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.columns})

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns in the order of the standard."""
        return tuple(self.by_name)


ORG_TYPES = ("department", "school", "district", "local", "state", "national")
SESSION_TYPES = ("gradingPeriod", "semester", "schoolYear", "term")
ENROLLMENT_ROLES = ("administrator", "proctor", "student", "teacher")
ROLES = (
    *("aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor"),
    *("relative", "siteAdministrator", "student", "systemAdministrator", "teacher"),
)
SEXES = ("male", "female", "unspecified", "other")
SCORE_STATES = ("exempt", "fully graded", "not submitted", "partially graded", "submitted")
_STATES = ("active", "tobedeleted")
STATES = ("applied", "offered", "enrolled", "on_leave", "withdrawn", "completed", "certified")
"""Of an enrolment, as this installation knows them."""
EXTENSION = "metadata."
"""How a column begins that the standard leaves to whoever writes the file."""
OWN = f"{EXTENSION}openluban."
"""How those begin that this installation writes, and reads again."""


def _id(name: str, refers: str = "", *, required: bool = False) -> Column:
    return Column(name, Kind.ID, required, refers=refers)


def _texts(*names: str) -> Iterator[Column]:
    return (Column(name) for name in names)


def _form(name: str, *columns: Column) -> Form:
    lead = (
        _id("sourcedId", required=True),
        Column("status", Kind.CHOICE, choices=_STATES),
        Column("dateLastModified", Kind.MOMENT),
    )
    return Form(name, (*lead, *columns))


FORMS = {
    form.name: form
    for form in (
        _form(
            "orgs",
            Column("name", required=True),
            Column("type", Kind.CHOICE, required=True, choices=ORG_TYPES),
            Column("identifier"),
            _id("parentSourcedId", "orgs"),
        ),
        _form(
            "academicSessions",
            Column("title", required=True),
            Column("type", Kind.CHOICE, required=True, choices=SESSION_TYPES),
            Column("startDate", Kind.DATE, required=True),
            Column("endDate", Kind.DATE, required=True),
            _id("parentSourcedId", "academicSessions"),
            Column("schoolYear", Kind.YEAR, required=True),
        ),
        _form(
            "courses",
            _id("schoolYearSourcedId", "academicSessions"),
            Column("title", required=True),
            Column("courseCode"),
            Column("grades", Kind.TEXTS),
            _id("orgSourcedId", "orgs", required=True),
            Column("subjects", Kind.TEXTS),
            Column("subjectCodes", Kind.TEXTS),
        ),
        _form(
            "classes",
            Column("title", required=True),
            Column("grades", Kind.TEXTS),
            _id("courseSourcedId", "courses", required=True),
            Column("classCode"),
            Column("classType", Kind.CHOICE, required=True, choices=("homeroom", "scheduled")),
            Column("location"),
            _id("schoolSourcedId", "orgs", required=True),
            Column("termSourcedIds", Kind.IDS, required=True, refers="academicSessions"),
            Column("subjects", Kind.TEXTS),
            Column("subjectCodes", Kind.TEXTS),
            Column("periods", Kind.TEXTS),
            Column(f"{OWN}openEnded", Kind.FLAG),
            Column(f"{OWN}noCohort", Kind.FLAG),
        ),
        _form(
            "users",
            Column("enabledUser", Kind.FLAG, required=True),
            Column("username", required=True),
            Column("userIds", Kind.TEXTS),
            Column("givenName", required=True),
            Column("familyName", required=True),
            *_texts("middleName", "identifier", "email", "sms", "phone"),
            Column("agentSourcedIds", Kind.IDS, refers="users"),
            Column("grades", Kind.TEXTS),
            *_texts("password", "userMasterIdentifier", "preferredGivenName"),
            *_texts("preferredMiddleName", "preferredFamilyName"),
            _id("primaryOrgSourcedId", "orgs"),
            Column("pronouns"),
            *_texts(*(f"{OWN}{kind}Name" for kind in ("passport", "local", "chinese", "other"))),
        ),
        _form(
            "roles",
            _id("userSourcedId", "users", required=True),
            Column("roleType", Kind.CHOICE, required=True, choices=("primary", "secondary")),
            Column("role", Kind.CHOICE, required=True, choices=ROLES),
            Column("beginDate", Kind.DATE),
            Column("endDate", Kind.DATE),
            _id("orgSourcedId", "orgs", required=True),
            _id("userProfileSourcedId", "userProfiles"),
        ),
        _form(
            "userProfiles",
            _id("userSourcedId", "users", required=True),
            Column("profileType", required=True),
            Column("vendorId", required=True),
            *_texts("applicationId", "description"),
            Column("credentialType", required=True),
            Column("username", required=True),
            Column("password"),
        ),
        _form(
            "enrollments",
            _id("classSourcedId", "classes", required=True),
            _id("schoolSourcedId", "orgs", required=True),
            _id("userSourcedId", "users", required=True),
            Column("role", Kind.CHOICE, required=True, choices=ENROLLMENT_ROLES),
            Column("primary", Kind.FLAG),
            Column("beginDate", Kind.DATE),
            Column("endDate", Kind.DATE),
            Column(f"{OWN}state", Kind.CHOICE, choices=STATES),
            Column(f"{OWN}stateOn", Kind.DATE),
        ),
        _form(
            "demographics",
            Column("birthDate", Kind.DATE),
            Column("sex", Kind.CHOICE, choices=SEXES),
            *(
                Column(name, Kind.FLAG)
                for name in (
                    *("americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican"),
                    *("nativeHawaiianOrOtherPacificIslander", "white"),
                    *("demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity"),
                )
            ),
            *_texts("countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth"),
            Column("publicSchoolResidenceStatus"),
            Column(f"{OWN}born"),
        ),
        _form(
            "categories",
            Column("title", required=True),
            Column("weight", Kind.NUMBER),
        ),
        _form(
            "lineItems",
            Column("title", required=True),
            Column("description"),
            Column("assignDate", Kind.DATE, required=True),
            Column("dueDate", Kind.DATE, required=True),
            _id("classSourcedId", "classes", required=True),
            _id("categorySourcedId", "categories", required=True),
            _id("academicSessionSourcedId", "academicSessions"),
            Column("resultValueMin", Kind.NUMBER),
            Column("resultValueMax", Kind.NUMBER),
            _id("schoolSourcedId", "orgs"),
        ),
        _form(
            "results",
            _id("lineItemSourcedId", "lineItems", required=True),
            _id("studentSourcedId", "users", required=True),
            Column("scoreStatus", Kind.CHOICE, required=True, choices=SCORE_STATES),
            Column("score", Kind.NUMBER),
            Column("scoreDate", Kind.DATE, required=True),
            *_texts("comment", "textScore"),
            _id("classSourcedId", "classes"),
            *(Column(name, Kind.FLAG) for name in ("inProgress", "incomplete", "late", "missing")),
        ),
    )
}
"""The files that are read, in an order in which each refers only to earlier ones."""

PASSED_OVER = (
    *("resources", "classResources", "courseResources", "userResources", "scoreScales"),
    *("lineItemScoreScales", "resultScoreScales"),
    *("lineItemLearningObjectiveIds", "resultLearningObjectiveIds"),
)
"""Files of the standard for which there is no place here; the report names them."""
