"""What the term base refuses."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class NoSide(Refusal):
    """Only who proposes for an institution of a known country speaks for a side."""

    code = "terms.no_side"
    sentence = _(
        "You speak for neither side: agreeing is for contributors of a Chinese institution and of "
        "a host institution."
    )


class TermForbidden(Refusal):
    """A forbidden term cannot be agreed."""

    code = "terms.forbidden"
    sentence = _("This term is forbidden. Change its status first.")


class NotTakenOver(Refusal):
    """The record itself waits for an officer, so the other side cannot see it."""

    code = "terms.not_taken_over"
    sentence = _("An officer has not taken this term over yet.")


class AlreadyAgreed(Refusal):
    """Both sides have agreed to these words."""

    code = "terms.already_agreed"
    sentence = _("Both sides have agreed to this term.")


class AlreadyPutForward(Refusal):
    """The same words wait for the other side."""

    code = "terms.already_put_forward"
    sentence = _("This term is already put forward and waits for the other side.")


class NothingPutForward(Refusal):
    """Nobody has put these words forward, or it was withdrawn."""

    code = "terms.nothing_put_forward"
    sentence = _("Nobody has put this term forward. Put it forward yourself.")


class NeedsOtherPerson(Refusal):
    """The same person cannot speak for both sides."""

    code = "terms.needs_other_person"
    sentence = _("You put this term forward. Somebody of the other side must agree.")


class NeedsOtherSide(Refusal):
    """Somebody of the same side has spoken already."""

    code = "terms.needs_other_side"
    sentence = _("Your side put this term forward. Somebody of the other side must agree.")


class WordsChanged(Refusal):
    """The words are no longer those that were put forward."""

    code = "terms.words_changed"
    sentence = _(
        "The term was changed after it was put forward as “%(wording)s”. Put it forward anew."
    )


class KnownAsTerms(Refusal):
    """The term base has this pair."""

    code = "terms.known_as_terms"
    sentence = _("Both words are terms of one concept already.")


class SameLanguage(Refusal):
    """Two words of one language are no pair."""

    code = "terms.same_language"
    sentence = _("Both words are of one language. Choose two.")
