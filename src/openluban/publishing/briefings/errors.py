"""What briefings refuse."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class EditionFixed(Refusal):
    """A published edition neither changes nor goes away."""

    code = "briefings.edition_fixed"
    sentence = _("A published edition stays as it is. Publish a correction.")


class BadKey(Refusal):
    """The name for addresses is not of the form that addresses need, or is taken by a page."""

    code = "briefings.bad_key"
    sentence = _(
        "“%(key)s” cannot stand in an address. Use small letters, digits and single hyphens, "
        "at most 60."
    )


class LanguageUnknown(Refusal):
    """Briefings are written in the languages of the interface."""

    code = "briefings.language_unknown"
    sentence = _("A briefing has no text in the language “%(language)s”.")


class TextTooLong(Refusal):
    """The text is longer than a briefing may be."""

    code = "briefings.text_too_long"
    sentence = _("The text has %(length)s characters; a briefing may have %(limit)s.")


class TextChangedMeanwhile(Refusal):
    """Somebody else saved the text after it was read."""

    code = "briefings.text_changed_meanwhile"
    sentence = _(
        "Somebody has saved this text since you opened it. Keep a copy of yours, open it again "
        "and add your changes."
    )


class TextUnchanged(Refusal):
    """The text is the one that is kept."""

    code = "briefings.text_unchanged"
    sentence = _("Nothing was changed.")


class NothingToPublish(Refusal):
    """There is no text in any language."""

    code = "briefings.nothing_to_publish"
    sentence = _("There is nothing to publish: the briefing has no text yet.")


class AlreadyPublished(Refusal):
    """There is an edition; what follows it is a correction and says why."""

    code = "briefings.already_published"
    sentence = _("This briefing is published. What follows is a correction and needs a reason.")


class NotPublished(Refusal):
    """There is nothing to correct."""

    code = "briefings.not_published"
    sentence = _("This briefing is not published yet, so there is nothing to correct.")


class CorrectionReasonMissing(Refusal):
    """A correction says why."""

    code = "briefings.reason_missing"
    sentence = _("Say why the published edition is corrected: readers will see it.")


class NothingToCorrect(Refusal):
    """Text and numbers are those of the latest edition."""

    code = "briefings.nothing_to_correct"
    sentence = _("Text and numbers are those of the latest edition.")


class DayInFuture(Refusal):
    """The day of the numbers has not come yet."""

    code = "briefings.day_in_future"
    sentence = _("The day of the briefing (%(day)s) has not come yet.")


class DayUnreadable(Refusal):
    """The day of the numbers must be known to the day."""

    code = "briefings.day_unreadable"
    sentence = _("“%(day)s” is no day. Write it as 2025-08-30.")


class SignatureWaiting(Refusal):
    """Somebody has signed already, and the second signature is missing."""

    code = "briefings.signature_waiting"
    sentence = _("This briefing already waits for a second signature. Sign it, or withdraw it.")


class NothingWaiting(Refusal):
    """Nobody has signed first, or it was confirmed or withdrawn since."""

    code = "briefings.nothing_waiting"
    sentence = _("No publication waits for a signature here.")


class NeedsSecondPerson(Refusal):
    """The same person cannot sign twice."""

    code = "briefings.needs_second_person"
    sentence = _("You signed first. Somebody else must sign second.")


class ChangedSinceSigned(Refusal):
    """Text or numbers are no longer those that the first person signed."""

    code = "briefings.changed_since_signed"
    sentence = _(
        "Text or numbers have changed since the first signature. Withdraw it and sign anew."
    )
