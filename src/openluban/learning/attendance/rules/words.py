"""The words of this module: what may stand in its columns."""

from enum import StrEnum


class Kind(StrEnum):
    """What a session is."""

    LESSON = "lesson"
    PRACTICE = "practice"
    """At the machines."""


class Presence(StrEnum):
    """What a register says of somebody."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    """Absent, and it is known why; the reason is not kept."""


HERE = frozenset({Presence.PRESENT, Presence.LATE})


class Why(StrEnum):
    """Why a session does not take place: a word from a list, so that it says nothing of anybody."""

    HOLIDAY = "holiday"
    TEACHER = "teacher"
    ROOM = "room"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a mark that was sent."""

    TAKEN = "taken"
    KNOWN = "known"
    """It came before; it counts once."""
    OVERTAKEN = "overtaken"
    """Kept, but another was set later."""
    REFUSED = "refused"
