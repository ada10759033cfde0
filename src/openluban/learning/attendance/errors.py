"""What is refused about timetables and registers."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class NoSessions(Refusal):
    """The pattern meets no day."""

    code = "attendance.no_sessions"
    sentence = _("No day fits: check the weekdays and the first and last day.")


class TooManySessions(Refusal):
    """The pattern makes more sessions than a year of teaching has."""

    code = "attendance.too_many_sessions"
    sentence = _("This makes %(count)s sessions; at most %(most)s can be entered at once.")


class RegisterTaken(Refusal):
    """A session with a register neither moves to another day nor is cancelled."""

    code = "attendance.register_taken"
    sentence = _("The register of this session is taken, so it took place on this day.")


class Cancelled(Refusal):
    """The session does not take place."""

    code = "attendance.cancelled"
    sentence = _("This session is cancelled.")


class NotBegun(Refusal):
    """Nobody can have been there yet."""

    code = "attendance.not_begun"
    sentence = _("This session is on another day that has not come yet.")


class NotOnRegister(Refusal):
    """The person was not enrolled in this cohort on that day, or was on leave."""

    code = "attendance.not_on_register"
    sentence = _("This person was not enrolled here on that day.")


class UsedOtherwise(Refusal):
    """The name of a mark stands for another one already."""

    code = "attendance.used_otherwise"
    sentence = _("Another mark came under the same name.")


class ChangedMeanwhile(Refusal):
    """Somebody else changed the session."""

    code = "attendance.changed_meanwhile"
    sentence = _("Somebody changed this session in the meantime. Look at it again.")
