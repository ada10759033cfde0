"""What the editor refuses."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class IsOriginal(Refusal):
    """The original is not a translation of anything."""

    code = "bilingual.is_original"
    sentence = _("This is the language in which the unit is written first. Write it as one text.")


class NoOriginal(Refusal):
    """There is nothing to translate yet."""

    code = "bilingual.no_original"
    sentence = _("This unit has no original text yet, so there is nothing to write beside.")


class ClauseUnknown(Refusal):
    """What was sent belongs to no clause of the unit."""

    code = "bilingual.clause_unknown"
    sentence = _("This clause is not in the unit any more. Keep a copy and open the page again.")


class SegmentsDiffer(Refusal):
    """The number of segments sent is not that of the clause."""

    code = "bilingual.segments_differ"
    sentence = _("The clause has %(wanted)s segments; %(sent)s were sent. Open the page again.")


class SegmentTooLong(Refusal):
    """One segment holds more than a segment may."""

    code = "bilingual.segment_too_long"
    sentence = _("A segment may have %(limit)s characters; this one has %(length)s.")


class SavedMeanwhile(Refusal):
    """Somebody else saved this clause since it was read; nothing is written over."""

    code = "bilingual.saved_meanwhile"
    sentence = _("Somebody else has saved this clause since you read it. Choose which one holds.")


class NothingWritten(Refusal):
    """There is no translation to finish."""

    code = "bilingual.nothing_written"
    sentence = _("Nothing has been translated yet.")


class ClausesMissing(Refusal):
    """Some clauses have no translation."""

    code = "bilingual.clauses_missing"
    sentence = _(
        "%(count)s clauses are not translated. Translate them, or say that they are left out."
    )


class CannotLeaveOut(Refusal):
    """What other clauses hang on cannot be left out."""

    code = "bilingual.cannot_leave_out"
    sentence = _(
        "Clause %(place)s cannot be left out: it heads a table, or others stand beneath it."
    )


class FormBroken(Refusal):
    """The words of a clause would make another form of it."""

    code = "bilingual.form_broken"
    sentence = _(
        "Clause %(place)s would not stay what it is: its words begin or break like a heading, a "
        "list or a table. Put a backslash before the sign."
    )


class MachineOff(Refusal):
    """This installation asks no machine."""

    code = "bilingual.machine_off"
    sentence = _("Machine translation is switched off here.")


class MachineSilent(Refusal):
    """The machine gave no translation."""

    code = "bilingual.machine_silent"
    sentence = _("The machine gave no translation (%(why)s). Go on without it.")
