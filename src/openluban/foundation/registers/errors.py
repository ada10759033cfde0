"""What registers refuse."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class KeyTaken(Refusal):
    """Another record has the key; keys of retired records are not used again."""

    code = "registers.key_taken"
    sentence = _("The key “%(key)s” is taken.")


class ChangedMeanwhile(Refusal):
    """Somebody else changed the record after it was read."""

    code = "registers.changed_meanwhile"
    sentence = _("Somebody has changed this record since you opened it. Look at it again.")


class AlreadyRetired(Refusal):
    """The record was taken out as an error; nothing more happens to it."""

    code = "registers.retired"
    sentence = _("This record was retired as an error.")


class NotWaiting(Refusal):
    """There is nothing to decide: it was decided before, or never proposed."""

    code = "registers.not_waiting"
    sentence = _("Nothing is waiting for a decision here.")


class ReasonMissing(Refusal):
    """The deed needs a reason that others can read."""

    code = "registers.reason_missing"
    sentence = _("Say why: others will read the reason in the history.")


class NothingChanged(Refusal):
    """The values are those the record has already."""

    code = "registers.nothing_changed"
    sentence = _("Nothing was changed.")


class AlreadyThere(Refusal):
    """The database knows that another record says the same, or that the values cannot be."""

    code = "registers.already_there"
    sentence = _("Another record says this already, or the values contradict each other.")
