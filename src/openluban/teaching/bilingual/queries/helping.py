"""What is offered and what is found while somebody writes a segment."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.queries.working import Row, Working
from openluban.teaching.bilingual.rules.checks import checked
from openluban.teaching.bilingual.rules.findings import SOURCE, TARGET, Finding
from openluban.teaching.bilingual.rules.rows import CODE, Pair
from openluban.teaching.memory.public import Match, look_up
from openluban.teaching.terms.public import Entry, Span, TermBase, term_base

AT_LEAST = 0.6
MOST_MATCHES = 6
MOST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class TermHelp:
    """A term of the source with what to say for it, the best first."""

    span: Span
    right: tuple[Entry, ...]


@dataclass(slots=True)
class Help:
    """What is offered for a segment; ``repeats`` translate the same segment elsewhere in it."""

    repeats: list[Pair] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    terms: list[TermHelp] = field(default_factory=list)


def findings_of(
    source: str, target: str, languages: tuple[str, str], kind: str, base: TermBase
) -> list[Finding]:
    """Return what may be wrong with a translated segment, terms among it; code is not checked."""
    if kind == CODE or not source.strip():
        return []
    ours, theirs = languages
    found = checked(source, target, source_language=ours, target_language=theirs)
    if target.strip():
        found += _of_terms(source, target, languages, base)
    return sorted(found, key=lambda each: not each.is_wrong)


def _of_terms(
    source: str, target: str, languages: tuple[str, str], base: TermBase
) -> list[Finding]:
    ours, theirs = languages
    found = []
    for each in base.check(source, target, source_language=ours, target_language=theirs):
        right = ", ".join(entry.text for entry in each.right[:3])
        text = source if each.kind == "missing" else target
        details = {"term": text[each.span.start : each.span.end], "right": right}
        if each.kind == "missing":
            kind, side = "term_missing" if each.is_binding else "term_unused", SOURCE
        else:
            kind, side = "term_forbidden" if right else "term_forbidden_only", TARGET
        found.append(
            Finding(kind, side, each.span.start, each.span.end, details, is_wrong=each.is_binding)
        )
    return found


def help_for(found: Working, row: Row, segment: int, actor: Actor) -> Help:
    """Return what the memory and the term base offer for a segment; five queries at most."""
    source = row.pairs[segment].source
    if row.kind == CODE or not source.strip():
        return Help()
    before, after = _neighbours(found.rows, row, segment)
    matches = look_up(
        source.strip(),
        source_language=found.source.language,
        target_language=found.language,
        actor=actor,
        before=before,
        after=after,
        limit=MOST_MATCHES,
        at_least=AT_LEAST,
    )
    repeats = _repeats(found.rows, row, segment)
    said = {" ".join(pair.target.split()) for pair in repeats}
    matches = [each for each in matches if " ".join(each.target.split()) not in said]
    return Help(repeats, matches, _terms(source, found.languages))


def _repeats(rows: Sequence[Row], row: Row, segment: int) -> list[Pair]:
    """Return how the same segment was translated elsewhere in this unit, each wording once."""
    asked = row.pairs[segment].source.split()
    found = {
        " ".join(pair.target.split()): pair
        for each in rows
        if each.place is not None
        for place, pair in enumerate(each.pairs)
        if (each.key, place) != (row.key, segment)
        if pair.target.strip() and not pair.was and pair.source.split() == asked
    }
    return list(found.values())[:MOST_REPEATS]


def _neighbours(rows: Sequence[Row], row: Row, segment: int) -> tuple[str, str]:
    """Return the source segments before and after, as they were handed to the memory."""
    everything = [
        (each.key, place, pair.source.strip())
        for each in rows
        if each.place is not None and each.kind != CODE
        for place, pair in enumerate(each.pairs)
        if pair.source.strip()
    ]
    at = next(place for place, each in enumerate(everything) if each[:2] == (row.key, segment))
    before = everything[at - 1][2] if at else ""
    after = everything[at + 1][2] if at + 1 < len(everything) else ""
    return before, after


def _terms(source: str, languages: tuple[str, str]) -> list[TermHelp]:
    base = term_base()
    found: dict[str, TermHelp] = {}
    for span in base.index(languages[0]).longest(source):
        right = base.translations(span, languages[1])
        if right:
            found.setdefault(span.concept, TermHelp(span, right))
    return list(found.values())
