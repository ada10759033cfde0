"""What is wrong with the text of a briefing, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "unclosed": _("The braces {{ are not closed by }} on the same line."),
    "unopened": _("The braces }} close nothing. For the signs themselves, write \\}\\}."),
    "nested": _("A figure stands inside another figure's braces."),
    "full-width-braces": _("These are full-width braces. Figures are written in {{ and }}."),
    "missing-figure": _("The braces name no figure. Write its name first, such as {{workshops}}."),
    "bad-figure": _("“%(word)s” is no name of a figure. Names are small letters, digits and _."),
    "bad-choice": _("“%(word)s” is no choice. Write name=value without spaces."),
    "repeated-choice": _("The choice “%(word)s” stands twice in these braces."),
    "unknown-style": _("“%(word)s” is no style. Write as=number, as=phrase or as=digits."),
    "bad-date": _("“%(word)s” is no day. Write 2025-08-30, 2025-08 or 2025."),
    "unanswered": _("There is no number for “%(word)s”."),
    "unknown-figure": _("There is no figure “%(word)s”."),
    "unknown-choice": _("“%(given)s” is not a choice here. Possible: %(possible)s."),
    "no-value": _("The register has no number for “%(word)s” on that day."),
    "day-too-late": _("“%(word)s” lies after the day of the briefing."),
    "control-character": _(
        "There is an invisible or private character (%(word)s) here. Remove it."
    ),
    "no-title": _("The briefing must begin with its title, a line that starts with one #."),
    "second-title": _("The briefing has its title already. Use ## for this heading."),
    "deep-heading": _("Headings go down to ### and no further."),
    "skipped-level": _("A heading with ### needs one with ## above it."),
    "empty-heading": _("This heading has no words."),
    "html": _("HTML is not possible here. Write \\< for the sign itself."),
    "image": _("Pictures are not possible in a briefing."),
    "code": _(
        "Program text is not possible in a briefing (lines that begin with four spaces, "
        "or words between ` signs)."
    ),
    "rule": _("Dividing lines are not possible in a briefing. Use a heading."),
    "block-inside": _("Only paragraphs and lists can stand inside a list or a quotation."),
    "too-deep": _("Lists and quotations are nested too deeply here."),
    "table-width": _("This row has %(cells)s cells, but the table has %(columns)s columns."),
    "link-address": _("“%(word)s” is no address. Links begin with https://, http:// or mailto:."),
    "link-title": _("Links have no titles here. Remove the words in quotation marks."),
    "link-empty": _("This link has no words."),
    "number-in-link": _("A number is a link already and cannot stand inside another link."),
    "number-misplaced": _("A figure cannot stand here."),
    "leftover": _(
        "The signs “%(word)s” would be printed as they are. Close what they open, "
        "or put a backslash before each."
    ),
}
"""A sentence for each rule; the keys are stable and may be relied on by programs."""


@dataclass(frozen=True, slots=True)
class MarkupProblem:
    """One fault of a briefing's text; line and column count from 1, in characters."""

    line: int
    column: int
    rule: str
    details: dict[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        text = str(SENTENCES[self.rule])
        return text % self.details if self.details else text

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.sentence}"


class MarkupInvalid(Refusal):
    """The text of the briefing breaks rules; `problems` names each, in the order of the text."""

    code = "markup_invalid"
    sentence = _("The text of the briefing cannot be used as it is.")

    def __init__(self, problems: Iterable[MarkupProblem]) -> None:
        super().__init__()
        self.problems = tuple(sorted(problems, key=lambda found: (found.line, found.column)))

    def __str__(self) -> str:
        return "; ".join(map(str, self.problems)) or str(self.sentence)
