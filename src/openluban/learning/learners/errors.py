"""What is refused about learners. No sentence says anything that identifies somebody."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class Changed(Refusal):
    """Somebody else changed the record in the meantime."""

    code = "learners.changed"
    sentence = _("Somebody changed this in the meantime. Look at it again, then repeat yours.")


class MayNotFollow(Refusal):
    """The state may not follow the present one."""

    code = "learners.may_not_follow"
    sentence = _("“%(after)s” may not follow “%(before)s”.")


class DayBefore(Refusal):
    """A state cannot be reached before the one before it, nor in the future."""

    code = "learners.day_before"
    sentence = _("The day lies before that of the present state, or in the future.")


class NothingToTakeBack(Refusal):
    """An enrolment keeps its first state."""

    code = "learners.nothing_to_take_back"
    sentence = _("This is the first state; there is none before it.")


class AlreadyEnrolled(Refusal):
    """The person has an enrolment on the same course that has not ended."""

    code = "learners.already_enrolled"
    sentence = _("The person is enrolled on this already. Move that enrolment on instead.")


class NotOfWorkshop(Refusal):
    """Programme, training or cohort belong to another workshop, or to each other not."""

    code = "learners.not_of_workshop"
    sentence = _("The programme, training course and cohort must be of this workshop and fit.")


class NoConsent(Refusal):
    """The person has not agreed to it, or has withdrawn."""

    code = "learners.no_consent"
    sentence = _("The person has not consented to this. Record the consent first.")


class AlreadyConsented(Refusal):
    """The consent stands already."""

    code = "learners.already_consented"
    sentence = _("This consent is recorded already.")


class NothingToWithdraw(Refusal):
    """There is no consent that stands."""

    code = "learners.nothing_to_withdraw"
    sentence = _("There is no such consent to withdraw.")


class ReasonMissing(Refusal):
    """What is taken back, erased or joined needs a reason."""

    code = "learners.reason_missing"
    sentence = _("Say why.")


class NotMeant(Refusal):
    """Erasing cannot be undone, so it is confirmed."""

    code = "learners.not_meant"
    sentence = _("Nothing was erased. Tick that this is meant.")


class SamePerson(Refusal):
    """A record cannot be joined with itself."""

    code = "learners.same_person"
    sentence = _("These are one record already.")


class NotMerged(Refusal):
    """There is nothing to part."""

    code = "learners.not_merged"
    sentence = _("These records were not joined, or they were parted already.")


class NoSuchAccount(Refusal):
    """Only an account that an administrator made a learner of this workshop can be linked."""

    code = "learners.no_such_account"
    sentence = _("There is no free account with this address that is a learner of the workshop.")
