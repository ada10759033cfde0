"""Words for what checks find, and for the kinds of clauses."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.teaching.bilingual.rules.findings import Finding

SENTENCES: dict[str, Any] = {
    "empty": gettext_lazy("Not translated yet."),
    "untranslated": gettext_lazy("The same as the original: not translated."),
    "foreign_script": gettext_lazy("“%(text)s” is left in the writing of the original."),
    "number_missing": gettext_lazy("The number %(number)s of the original is missing."),
    "number_extra": gettext_lazy("The number %(number)s is not in the original."),
    "unit_missing": gettext_lazy("After %(number)s the original has “%(unit)s”; no unit is here."),
    "unit_differs": gettext_lazy("“%(other)s” is another unit than “%(unit)s” of the original."),
    "sign_missing": gettext_lazy("The sign %(sign)s of the original is missing."),
    "sign_look_alike": gettext_lazy(
        "%(sign)s is written with letters of another alphabet that only look the same."
    ),
    "mark_missing": gettext_lazy("“%(mark)s” of the original is missing or broken."),
    "mark_extra": gettext_lazy("“%(mark)s” is not in the original."),
    "width": gettext_lazy("“%(sign)s” has the wrong width here; write “%(right)s”."),
    "end_missing": gettext_lazy("The original ends with “%(sign)s”; this does not."),
    "end_extra": gettext_lazy("This ends with “%(sign)s”; the original does not."),
    "end_differs": gettext_lazy("This ends with “%(sign)s”, otherwise than the original."),
    "space_before": gettext_lazy("There is a space before a punctuation mark."),
    "two_spaces": gettext_lazy("There are two spaces in a row."),
    "doubled": gettext_lazy("“%(text)s” stands twice."),
    "short": gettext_lazy("Much shorter than the original: is something left out?"),
    "long": gettext_lazy("Much longer than the original: is something added?"),
    "term_missing": gettext_lazy("“%(term)s” is agreed as: %(right)s."),
    "term_unused": gettext_lazy("For “%(term)s” the term base proposes: %(right)s."),
    "term_forbidden": gettext_lazy("“%(term)s” is not to be used. Write: %(right)s."),
    "term_forbidden_only": gettext_lazy("“%(term)s” is not to be used."),
}

KINDS: dict[str, Any] = {
    "heading": gettext_lazy("heading"),
    "paragraph": gettext_lazy("paragraph"),
    "item": gettext_lazy("list item"),
    "row": gettext_lazy("table row"),
    "code": gettext_lazy("code"),
}


def sentence_of(finding: Finding) -> str:
    """Return why something may be wrong."""
    return str(SENTENCES[finding.kind]) % finding.details


def segment_label(place: int, segment: int, many: bool) -> str:  # noqa: FBT001 - said by position
    """Return what a screen reader calls the field of a segment; both count from 1."""
    if many:
        return _("Translation of clause %(place)s, segment %(segment)s") % {
            "place": place,
            "segment": segment,
        }
    return _("Translation of clause %(place)s") % {"place": place}
