"""How faults of a file are told."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem

_SENTENCES = {
    "empty": _("The file is empty."),
    "too_large": _("The file has more than %(limit)s bytes."),
    "not_xml": _("This is no well-formed XML: %(why)s."),
    "encoding": _("The file is in an encoding that is not read (%(encoding)s)."),
    "dtd": _("The file declares entities or a document type of its own, which is never read."),
    "depth": _("Elements stand inside each other deeper than %(limit)s."),
    "too_many": _("The file has more than %(limit)s elements."),
    "not_xliff": _("This is no XLIFF 2: the first element is “%(name)s”."),
    "version": _("This is XLIFF %(version)s; 2.0, 2.1 and 2.2 are read."),
    "languages": _("The file goes from “%(source)s” into “%(target)s”; this unit does not."),
    "other_unit": _("The file belongs to another unit: “%(name)s”."),
    "no_unit": _("The file has no units."),
    "unknown_unit": _("This unit has no clause “%(name)s”, or it was taken out since."),
    "twice": _("The unit “%(name)s” stands in the file twice."),
    "no_source": _("A segment has no source."),
    "source_differs": _("The source of this segment is not that of the clause."),
    "inline": _("“%(name)s” stands in a text; only plain text and marks are read."),
    "too_long": _("A text has more than %(limit)s characters."),
    "saved_meanwhile": _("Somebody has saved this clause since the file was written."),
}


def fault(rule: str, line: int | None = None, unit: str = "", **details: object) -> Invalid:
    """Return the refusal of a file: the rule it breaks, the line and the unit where it does."""
    return Invalid(
        [Problem(f"bilingual.xliff.{rule}", _SENTENCES[rule], unit, line, dict(details))]
    )
