"""The words of this module: what may stand in its columns."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as ISO/IEC 5218 codes it."""

    NOT_KNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    NOT_APPLICABLE = "9"


class NameKind(StrEnum):
    """Where a name is written so."""

    PASSPORT = "passport"
    """In Latin letters, as in the passport."""
    LOCAL = "local"
    """As the person writes it at home."""
    CHINESE = "chinese"
    OTHER = "other"


class IdentifierKind(StrEnum):
    """What gives a number to a person."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    TAX = "tax"
    STUDENT = "student"
    """The number of the school's own card or roll."""
    OTHER = "other"


class ContactKind(StrEnum):
    """A way to reach a person."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    GUARDIAN = "guardian"
    """Who is asked where the learner is a minor: name and telephone."""


class Purpose(StrEnum):
    """What a person may consent to. Nothing here is needed to be taught."""

    TOKEN = "token"  # noqa: S105 - no secret
    """A pseudonymous token of theirs is counted by hubs."""
    STATEMENTS = "statements"
    """What they do in courses is kept by the learning record store."""
    CREDENTIALS = "credentials"
    """Certificates that name them are issued and can be checked by anyone."""
    CHINA = "china"
    """Their data are given to the college in China where they study."""
    FOLLOW_UP = "follow_up"
    """They are asked after training what became of them."""


class Route(StrEnum):
    """By which route somebody learns."""

    DEGREE = "degree"
    TRAINING = "training"
    CHINA = "china"
    """Study in China."""
    TEACHERS = "teachers"
    """Training of teachers."""


class State(StrEnum):
    """How far an enrolment has come."""

    APPLIED = "applied"
    OFFERED = "offered"
    ENROLLED = "enrolled"
    ON_LEAVE = "on_leave"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    CERTIFIED = "certified"


class Origin(StrEnum):
    """How something came to be written down."""

    HAND = "hand"
    IMPORT = "import"


class Stage(StrEnum):
    """The stages of a project of the network's teaching model (EPIP), in their order."""

    OBJECT = "object"
    MODEL = "model"
    BUILD = "build"
    RUN = "run"
    IMPROVE = "improve"


class Scholarship(StrEnum):
    """Who pays for study in China."""

    NONE = "none"
    GOVERNMENT = "government"
    """The Chinese government's."""
    PROVINCE = "province"
    """A province's or municipality's."""
    COLLEGE = "college"
    HOST = "host"
    """The host country's or institution's."""
    ENTERPRISE = "enterprise"
