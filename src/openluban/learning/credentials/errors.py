"""What is refused about awards."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class NotYourIssuer(Refusal):
    """Issuers award for their own institution or workshop."""

    code = "credentials.not_your_issuer"
    sentence = _("You may award only for your own institution.")


class CannotAwardYet(Refusal):
    """A part of what is to be awarded, or who awards it, is not accepted by the network."""

    code = "credentials.cannot_award_yet"
    sentence = _("The network has not accepted “%(what)s”, so nothing can be awarded with it yet.")


class NoKey(Refusal):
    """The issuer has no key that signs, or its file is gone."""

    code = "credentials.no_key"
    sentence = _("The issuer “%(issuer)s” has no key to sign with. Make one on its page.")


class NoToken(Refusal):
    """The signed document cannot be given out as a token as it stands."""

    code = "credentials.no_token"
    sentence = _(
        "This award cannot be given as a token now. Take the signed JSON, "
        "or ask the institution to sign it anew."
    )


class KeyThere(Refusal):
    """A first key was to be made where there is one."""

    code = "credentials.key_there"
    sentence = _("This issuer has a key already. It can be replaced.")


class NoSuchKey(Refusal):
    """The issuer has no key of that name, or it is known to be compromised already."""

    code = "credentials.no_such_key"
    sentence = _("This issuer has no such key, or it is known to be compromised already.")


class AwardedAlready(Refusal):
    """The person holds this award, and it is valid."""

    code = "credentials.awarded_already"
    sentence = _("This person has been awarded this already.")


class NotThere(Refusal):
    """The enrolment does not exist, is not the issuer's to see, or its person was erased."""

    code = "credentials.not_there"
    sentence = _("There is no such learner here.")


class NotCompleted(Refusal):
    """A programme's award is for those who have completed it."""

    code = "credentials.not_completed"
    sentence = _("This learner has not completed the programme.")


class AnotherProgramme(Refusal):
    """The enrolment is on another programme than the achievement is of."""

    code = "credentials.another_programme"
    sentence = _("This learner is enrolled on another programme.")


class SameIssuerTwice(Refusal):
    """Two issuers sign together; one and the same cannot."""

    code = "credentials.same_issuer_twice"
    sentence = _("The second issuer is the first. Choose another institution, or none.")


class NotPossibleNow(Refusal):
    """The state of the award does not allow it."""

    code = "credentials.not_possible_now"
    sentence = _("This award is %(state)s, so that is not possible.")


class ReasonMissing(Refusal):
    """What is taken from somebody is taken for a reason."""

    code = "credentials.reason_missing"
    sentence = _("Say why.")


class NobodyToAward(Refusal):
    """A batch without anybody."""

    code = "credentials.nobody_to_award"
    sentence = _("Nobody was chosen.")


class TooMany(Refusal):
    """More than a batch may hold."""

    code = "credentials.too_many"
    sentence = _("These are %(given)s learners; at most %(limit)s can be awarded at once.")


class InTheFuture(Refusal):
    """An award is for what was done."""

    code = "credentials.in_the_future"
    sentence = _("The day of an award cannot lie in the future.")


class NotAgreed(Refusal):
    """Nobody signs in the name of an institution that has not agreed."""

    code = "credentials.not_agreed"
    sentence = _(
        "“%(issuer)s” has not agreed to sign this. "
        "Somebody who awards for it can agree on its page."
    )
