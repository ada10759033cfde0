"""What this module refuses."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal
from openluban.learning.statements.public import Refused


class NotOffered(Refusal):
    """No origin of its own is set for courses, so none is opened here."""

    code = "launches.not_offered"
    sentence = _("Courses are not opened on this site: it has no address of its own for them.")


class NotEnrolled(Refusal):
    """Whoever asks neither learns nor teaches here now."""

    code = "launches.not_enrolled"
    sentence = _("Courses are opened for those who are enrolled, and for teachers who try them.")


class NoConsent(Refusal):
    """The learner has not agreed that what they do in courses is kept."""

    code = "launches.no_consent"
    sentence = _(
        "Opened here, a course keeps what you do in it, and you have not agreed to that."
        " You can read its texts in the library."
    )


class NothingToOpen(Refusal):
    """The resource has no published text, or no such unit."""

    code = "launches.nothing_to_open"
    sentence = _("This course has nothing under that name that could be opened.")


class NotWaivable(Refusal):
    """The unit is waived or satisfied, or the reason is none."""

    code = "launches.not_waivable"
    sentence = _("This unit cannot be waived: it is done or waived already, or no reason is given.")


class SessionOver(Refused):
    """The session of a course has ended; programs read the sentence."""

    code = "launches.session_over"
    sentence = "This session is over: the course was left, opened anew, or waits too long."
    status = 403


class NotOfSession(Refused):
    """A statement or document that belongs to another session, person or activity."""

    code = "launches.not_of_session"
    sentence = "%(path)s: %(rule)s"
    status = 403


class TooMuchSaid(Refused):
    """More statements than one session may make."""

    code = "launches.too_much_said"
    sentence = "A session makes at most %(most)s statements."
    status = 403
