"""What the editor's templates show of a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from openluban.foundation.ui.pieces import Mark as MarkView
from openluban.kernel.numerals import format_number
from openluban.teaching.bilingual.queries.helping import Help, findings_of
from openluban.teaching.bilingual.queries.working import Row, Working
from openluban.teaching.bilingual.rules.findings import Finding
from openluban.teaching.bilingual.rules.rows import CODE, MACHINE, MEMORY, ROW
from openluban.teaching.bilingual.wording import KINDS, segment_label, sentence_of
from openluban.teaching.library.public import Mark
from openluban.teaching.memory.public import Kind, Match, Piece, difference
from openluban.teaching.terms.public import TermBase

_PER_LINE = 44
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class FindingView:
    """A sentence of a check."""

    kind: str
    text: str
    is_wrong: bool


@dataclass(slots=True)
class SegmentView:
    """A segment with its field."""

    id: str
    place: int
    label: str
    source: str
    target: str
    origin: str
    lines: int
    was: list[Piece] = field(default_factory=list)
    findings: list[FindingView] = field(default_factory=list)
    is_asked: bool = False
    theirs: str = ""

    @property
    def is_machine(self) -> bool:
        """Test whether a machine made it first."""
        return self.origin == MACHINE


@dataclass(slots=True)
class RowView:
    """A clause with its form; one that is gone or stands here alone has none."""

    key: str
    digest: str
    number: int
    kind: str
    label: str
    marks: list[MarkView]
    segments: list[SegmentView]
    is_editable: bool
    is_code: bool
    is_stale: bool
    gone: str = ""
    target: str = ""
    is_conflict: bool = False


def row_view(found: Working, row: Row, base: TermBase) -> RowView:
    """Return a row as it is shown, checked against a term base that was read once."""
    place = (row.place or 0) + 1
    label = str(KINDS.get(row.kind, row.kind))
    if row.place is not None:
        label = f"{format_number(place, 'en')} · {label}"
    is_editable = row.clause is not None
    return RowView(
        key=row.key,
        digest=row.digest,
        number=row.number,
        kind=row.kind,
        label=label,
        marks=marks_of(row),
        segments=_segments(found, row, base) if is_editable else [],
        is_editable=is_editable,
        is_code=row.kind == CODE,
        is_stale=row.is_stale,
        gone=row.was if not is_editable else "",
        target=row.target,
    )


def _segments(found: Working, row: Row, base: TermBase) -> list[SegmentView]:
    many = len(row.pairs) > 1
    place = (row.place or 0) + 1
    return [
        SegmentView(
            id=f"{row.key}-{number}",
            place=number,
            label=segment_label(place, number + 1, many),
            source=pair.source,
            target=pair.target,
            origin=pair.origin,
            lines=_lines(pair.target or pair.source, row.kind),
            was=difference(pair.was, pair.source) if pair.was else [],
            findings=finding_views(
                findings_of(pair.source, pair.target, found.languages, row.kind, base)
            )
            if pair.target.strip()
            else [],
        )
        for number, pair in enumerate(row.pairs)
    ]


def _lines(text: str, kind: str) -> int:
    if kind == CODE:
        return min(text.count("\n") + 1, _MOST_LINES)
    width = _PER_LINE if text.isascii() or kind == ROW else _PER_LINE // 2
    return min(max(1, sum(len(line) // width + 1 for line in text.split("\n"))), _MOST_LINES)


def finding_views(findings: Sequence[Finding]) -> list[FindingView]:
    """Return findings with their sentences, each sentence once."""
    once: dict[str, FindingView] = {}
    for each in findings:
        text = sentence_of(each)
        once.setdefault(text, FindingView(each.kind, text, each.is_wrong))
    return list(once.values())


def marks_of(row: Row) -> list[MarkView]:
    """Return how a clause stands."""
    marks = []
    match row.mark:
        case Mark.CHANGED:
            marks.append(MarkView(_("the original has changed since this was translated"), "seal"))
        case Mark.NEW:
            marks.append(MarkView(_("not translated yet"), "plain"))
        case Mark.REMOVED:
            marks.append(MarkView(_("gone from the original"), "seal"))
        case Mark.OWN:
            marks.append(MarkView(_("only in this language"), "plain"))
    if any(pair.origin == MACHINE for pair in row.pairs):
        marks.append(MarkView(_("first translated by a machine"), "timber"))
    if row.number:
        marks.append(MarkView(_("in the draft"), "timber"))
    return marks


@dataclass(frozen=True, slots=True)
class OfferView:
    """A suggestion under its number; ``difference`` says what to change in its source."""

    number: int
    target: str
    words: str
    about: str = ""
    is_machine: bool = False
    difference: tuple[Piece, ...] = ()

    @property
    def origin(self) -> str:
        """How a segment came about that takes it."""
        return MACHINE if self.is_machine else MEMORY


def offer_views(offered: Help) -> list[OfferView]:
    """Return all suggestions in their order: of this unit, then of the memory."""
    words = _("same text, in this unit")
    repeats = [
        OfferView(number, pair.target, words, is_machine=pair.origin == MACHINE)
        for number, pair in enumerate(offered.repeats, start=1)
    ]
    matches = enumerate(offered.matches, start=len(repeats) + 1)
    return [*repeats, *(_match_view(number, match) for number, match in matches)]


def _match_view(number: int, match: Match) -> OfferView:
    words = {
        Kind.IN_CONTEXT: _("same text, same context"),
        Kind.EXACT: _("same text"),
        Kind.FUZZY: _("similar text"),
    }
    return OfferView(
        number,
        match.target,
        f"{match.percent}% · {words[match.kind]}",
        match.origin.title,
        match.origin.is_machine,
        tuple(match.difference) if match.kind is Kind.FUZZY else (),
    )


def help_context(found: Working, offered: Help) -> dict[str, Any]:
    """Return what ``bilingual/help.html`` shows."""
    return {
        "offers": offer_views(offered),
        "terms": offered.terms,
        "source_language": found.source.language,
        "language": found.language,
    }
