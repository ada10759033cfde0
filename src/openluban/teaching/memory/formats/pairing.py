"""What every file of units is read into, and how its faults are told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem

MOST_BYTES = 1_000_000_000
"""Of one file. It is read piece by piece, so this bounds the time it may take, not the memory."""
MOST_UNITS = 5_000_000
MOST_CHARACTERS = 10_000
"""Of one text."""

_SENTENCES = {
    "empty": _("The file is empty."),
    "too_large": _("The file has more than %(limit)s bytes. Split it."),
    "too_many_units": _("The file has more than %(limit)s units. Split it."),
    "encoding": _("The file is not in the encoding it says (%(encoding)s)."),
    "encoding_unknown": _("The encoding “%(encoding)s” is none that is read."),
    "not_xml": _("This is no well-formed XML: %(why)s."),
    "dtd": _("The file declares entities or a document type of its own, which is never read."),
    "depth": _("Elements stand inside each other deeper than %(limit)s."),
    "not_tmx": _("This is no TMX: the first element is “%(name)s”."),
    "version": _("This is TMX %(version)s; 1.0 to 1.4 are read."),
    "no_header": _("Units stand before the header, or there is none."),
    "no_source_language": _("The header does not say the language of the sources (srclang)."),
    "misplaced": _("“%(name)s” cannot stand inside “%(inside)s”."),
    "no_language": _("A text does not say its language, or “%(language)s” is none."),
    "no_segment": _("A text of this unit has no segment, or more than one."),
    "too_long": _("A text has more than %(limit)s characters."),
    "too_many_texts": _("A unit has more than %(limit)s texts."),
    "attributes": _("An element has more than %(limit)s characters of attributes."),
    "not_a_unit": _("This unit has no text in the language of the sources (%(language)s)."),
    "unclosed": _("The quotation mark is not closed, or something follows it."),
    "no_quotes": _("After %(word)s a text in quotation marks must stand."),
    "out_of_order": _("“%(word)s” cannot stand here."),
    "escape": _("“%(escape)s” is no escape of this format."),
    "not_po": _("This line belongs to no PO file."),
    "no_header_language": _("The file does not say its language; give it: --to."),
}


def fault(
    rule: str, line: int | None = None, unit: int | None = None, **details: object
) -> Invalid:
    """Return the refusal of a file: the rule it breaks, and the line and unit where it does."""
    place = f"unit {unit}" if unit else ""
    return Invalid([Problem(f"memory.file.{rule}", _SENTENCES[rule], place, line, dict(details))])


class FilePair(NamedTuple):
    """A text and its translation as a file has them."""

    source_language: str
    target_language: str
    source: str
    target: str
    before: str = ""
    after: str = ""
    is_machine: bool = False
    is_draft: bool = False
    is_approved: bool = False
    made_at: datetime | None = None


@dataclass(slots=True)
class Report:
    """What was seen on the way; complete when the last pair has been read."""

    units: int = 0
    pairs: int = 0
    without_translation: int = 0
    fuzzy: int = 0
    tags: int = 0
    """Inline elements whose codes were left out of the texts."""
    names: int = 0
    """Names of persons that were left out: who did what is kept for accounts of ours alone."""
    languages: set[str] = field(default_factory=set)
