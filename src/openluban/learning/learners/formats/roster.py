"""What a file says of learners, whatever format it came in: plain words, nothing looked up yet.

``None`` means that the file does not speak of something; an empty text, that it says there is none.
"""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NameSaid:
    """A name; ``kind`` is ``passport``, ``local``, ``chinese``, ``other``; "" is its script's."""

    full: str = ""
    given: str = ""
    family: str = ""
    middle: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A learner by the id that the file gives them."""

    id: str
    row: int
    names: tuple[NameSaid, ...]
    born: str | None = None
    sex: str | None = None
    email: str = ""
    phone: str = ""
    number: str = ""
    is_gone: bool = False
    only_if_known: bool = False
    """The file does not say that they learn: nobody is entered because of it."""


@dataclass(frozen=True, slots=True)
class CourseSaid:
    """What is taught: a programme or a training course, which is decided later."""

    id: str
    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class CohortSaid:
    """A group on a course; ``ends`` is its last day, itself included."""

    id: str
    row: int
    name: str
    course: str
    starts: str
    ends: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class EnrolmentSaid:
    """A place in a cohort, or on a course where the file knows no cohorts."""

    id: str
    row: int
    person: str
    cohort: str = ""
    course: str = ""
    begins: str = ""
    state: str | None = None
    state_on: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """A result of a learner in a cohort."""

    id: str
    row: int
    person: str
    cohort: str
    title: str
    score: str | None
    out_of: str
    on: str
    remark: str = ""
    is_gone: bool = False


@dataclass(slots=True)
class Roster:
    """All that a file says; ``whole`` are the kinds of which it holds everything there is.

    ``left_out``: what has no place here, by a code, and how often.
    """

    source: str
    file: str
    persons: list[PersonSaid] = field(default_factory=list)
    courses: list[CourseSaid] = field(default_factory=list)
    cohorts: list[CohortSaid] = field(default_factory=list)
    enrolments: list[EnrolmentSaid] = field(default_factory=list)
    marks: list[MarkSaid] = field(default_factory=list)
    whole: frozenset[str] = frozenset()
    left_out: Counter[str] = field(default_factory=Counter)
    files_left_out: tuple[str, ...] = ()
