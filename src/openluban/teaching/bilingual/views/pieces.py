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
from openluban.teaching.bilingual.rules.rows import CODE, MACHINE, ROW
from openluban.teaching.bilingual.wording import KINDS, segment_label, sentence_of
from openluban.teaching.library.public import Mark
from openluban.teaching.memory.public import Kind, Match, Piece, difference

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


def row_view(found: Working, row: Row, asked: tuple[str, int] = ("", 0)) -> RowView:
    """Return a row as it is shown; ``asked``: the segment for which help is open."""
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
        segments=_segments(found, row, asked) if is_editable else [],
        is_editable=is_editable,
        is_code=row.kind == CODE,
        is_stale=row.is_stale,
        gone=row.was if not is_editable else "",
        target=row.target,
    )


def _segments(found: Working, row: Row, asked: tuple[str, int]) -> list[SegmentView]:
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
            findings=_shown(pair.source, pair.target, found.languages, row.kind)
            if pair.target.strip()
            else [],
            is_asked=asked == (row.key, number),
        )
        for number, pair in enumerate(row.pairs)
    ]


def _lines(text: str, kind: str) -> int:
    if kind == CODE:
        return min(text.count("\n") + 1, _MOST_LINES)
    width = _PER_LINE if text.isascii() or kind == ROW else _PER_LINE // 2
    return min(max(1, sum(len(line) // width + 1 for line in text.split("\n"))), _MOST_LINES)


def _shown(source: str, target: str, languages: tuple[str, str], kind: str) -> list[FindingView]:
    return finding_views(findings_of(source, target, languages, kind))


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
class MatchView:
    """A suggestion of the memory under its number."""

    number: int
    match: Match
    words: str
    is_same: bool


def help_context(found: Working, offered: Help) -> dict[str, Any]:
    """Return what ``bilingual/help.html`` shows."""
    words = {
        Kind.IN_CONTEXT: _("same text, same context"),
        Kind.EXACT: _("same text"),
        Kind.FUZZY: _("similar text"),
    }
    return {
        "matches": [
            MatchView(number, match, words[match.kind], match.kind is not Kind.FUZZY)
            for number, match in enumerate(offered.matches, start=1)
        ],
        "terms": offered.terms,
        "source_language": found.source.language,
        "language": found.language,
    }
