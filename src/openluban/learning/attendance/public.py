"""What other modules may use of timetables and registers."""

from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.hours import Tally, tallies_of
from openluban.learning.attendance.queries.names import names_of
from openluban.learning.attendance.queries.register import Register, registers_of
from openluban.learning.attendance.rules.repeating import Repeat, week_of
from openluban.learning.attendance.rules.words import Kind, Presence
from openluban.learning.attendance.rules.zones import zones_of
from openluban.learning.attendance.use_cases.plan import Plan, plan_sessions
from openluban.learning.attendance.use_cases.take import NewMark, take_marks

__all__ = [
    "Attendance",
    "Kind",
    "NewMark",
    "Plan",
    "Presence",
    "Register",
    "Repeat",
    "Session",
    "Tally",
    "names_of",
    "plan_sessions",
    "registers_of",
    "take_marks",
    "tallies_of",
    "week_of",
    "zones_of",
]
