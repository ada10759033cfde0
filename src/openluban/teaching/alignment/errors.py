"""What alignment refuses."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class TooLong(Refusal):
    """A text has more lines than are aligned at once."""

    code = "alignment.too_long"
    sentence = _("%(side)s has %(lines)s lines; at most %(most)s are aligned at once.")


class LineTooLong(Refusal):
    """A line is far longer than any sentence."""

    code = "alignment.line_too_long"
    sentence = _(
        "Line %(line)s of %(side)s has %(size)s characters; a sentence may have %(most)s."
        " Is there one sentence a line?"
    )


class TooLarge(Refusal):
    """A file or text is larger than is taken."""

    code = "alignment.too_large"
    sentence = _("%(side)s is larger than %(most)s MB.")


class NotText(Refusal):
    """Bytes that are not text of the encoding that they must be in."""

    code = "alignment.not_text"
    sentence = _(
        "%(side)s is not %(encoding)s text: byte %(byte)s (line %(line)s) does not belong."
    )


class NotBeads(Refusal):
    """A line of a file of beads that is none."""

    code = "alignment.not_beads"
    sentence = _("Line %(line)s is no bead such as [0, 1]:[0].")


class NotTerms(Refusal):
    """A row of a file of terms that is none."""

    code = "alignment.not_terms"
    sentence = _("Line %(line)s of %(side)s has no term with its translation: two columns, CSV.")


class NoSuchBead(Refusal):
    """There is no bead of this number, or it cannot be changed in this way."""

    code = "alignment.no_such_bead"
    sentence = _("Pair %(number)s cannot be changed in this way.")


class BeadsDoNotFit(Refusal):
    """Beads name lines that the texts do not have, or in another order."""

    code = "alignment.beads_do_not_fit"
    sentence = _("The pairs do not fit these texts. Align them anew.")
