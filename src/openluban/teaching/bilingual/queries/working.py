"""The translation that is being written, held against the original of today."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.errors import IsOriginal, NoOriginal
from openluban.teaching.bilingual.models import Draft, DraftClause, MachineShare
from openluban.teaching.bilingual.queries.blocks import text_of
from openluban.teaching.bilingual.rules.rows import (
    CODE,
    MACHINE,
    ROW,
    Kept,
    Pair,
    kept_of,
    pairs_of,
    put,
)
from openluban.teaching.library.public import (
    Clause,
    Line,
    Mark,
    TextRow,
    Texts,
    Unit,
    UnitText,
    against_source,
    bodies_of,
    clauses_of,
    likeness,
    texts_of,
)

_ALIKE = 0.3


@dataclass(slots=True)
class Row:
    """A source clause with what stands for it.

    ``number`` counts how often the draft's clause was saved (0: not in the draft). ``place`` is
    that of the source clause, None for one that is gone or stands in the translation alone.
    ``rests_on`` is the digest of the source clause it was translated from.
    """

    key: str
    kind: str
    place: int | None
    clause: Clause | None
    pairs: list[Pair]
    mark: Mark
    target: str = ""
    was: str = ""
    number: int = 0
    rests_on: str = ""
    level: int = 0
    saved_by: str = ""
    saved_at: datetime | None = None

    @property
    def digest(self) -> str:
        """The digest of the source clause, ``""`` if there is none."""
        return self.clause.digest if self.clause else ""

    @property
    def source(self) -> str:
        """The source clause as it is cut into segments."""
        return text_of(self.clause) if self.clause else self.was

    @property
    def is_translated(self) -> bool:
        """Test whether every segment that has words has a translation."""
        return all(pair.target.strip() for pair in self.pairs if pair.source.strip())

    @property
    def is_stale(self) -> bool:
        """Test whether the original has changed since it was translated."""
        return self.mark is Mark.CHANGED


@dataclass(slots=True)
class Working:
    """All of a translation in its making; ``base`` is the version it was begun from."""

    unit: Unit
    language: str
    source: TextRow
    base: TextRow | None
    newest: TextRow | None
    draft: Draft | None
    rows: list[Row] = field(default_factory=list)

    @property
    def languages(self) -> tuple[str, str]:
        """Source and target."""
        return self.source.language, self.language

    @property
    def is_overtaken(self) -> bool:
        """Test whether somebody kept a version since this draft was begun."""
        return bool(self.newest and self.newest != self.base)

    def row(self, key: str) -> Row | None:
        """Return the row of a key."""
        return next((row for row in self.rows if row.key == key), None)


def working(unit: Unit, language: str, actor: Actor) -> Working:
    """Return the translation as it stands; seven queries at most.

    :raises IsOriginal: the unit is written in this language first
    :raises NoOriginal: there is no original yet
    """
    original = unit.resource.original_language
    if language == original:
        raise IsOriginal
    texts = texts_of(unit, actor)
    draft = Draft.objects.filter(unit=unit, language=language).first()
    newest = texts.newest(language)
    base = newest
    if draft:
        versions = texts.versions(language)
        base = next((row for row in versions if row.version == draft.begun_from), None)
    source = (texts.source_of(base) if base else None) or texts.read_in(original)
    if source is None:
        raise NoOriginal
    found = Working(unit, language, source, base, newest, draft)
    saved = {one.key: one for one in draft.clauses.order_by("pk")} if draft else {}
    found.rows = list(_rows(found, texts, saved))
    return found


def as_written(text: UnitText, actor: Actor) -> Working | None:
    """Return a translation as one version has it, whatever draft there is; None for an original."""
    unit: Unit = text.unit
    texts = texts_of(unit, actor)
    base = next((row for row in texts.rows if row.pk == text.pk), None)
    source = texts.source_of(base) if base else None
    if base is None or source is None:
        return None
    found = Working(unit, text.language, source, base, base, None)
    found.rows = list(_rows(found, texts, {}))
    return found


def _rows(found: Working, texts: Texts, saved: dict[str, DraftClause]) -> Iterator[Row]:
    lines = _lines(found, texts)
    machine = _machine_made(found.base)
    places = {
        line.left.line: place
        for place, line in enumerate(line for line in lines if line.left is not None)
        if line.left is not None
    }
    rests = _rests_on(found.base, lines)
    keys = _keys(lines)
    loose = [one for key, one in saved.items() if key not in keys]
    followers = _followers(lines, keys, saved, loose)
    for line, key in zip(lines, keys, strict=True):
        one = saved.get(key) or followers.get(key)
        place = places[line.left.line] if line.left else None
        row = Row(one.key if one else key, "", place, line.left, [], line.mark or Mark.UNCHANGED)
        row.rests_on = rests.get(line.right.line, "") if line.right else ""
        yield _filled(found, line, row, one, machine)
    used = {one.pk for one in followers.values()}
    for one in loose:
        if one.pk not in used:
            yield _gone(one, found.languages)


def _lines(found: Working, texts: Texts) -> list[Line]:
    held = against_source(texts, found.base) if found.base else None
    if held is not None:
        return list(held.lines)
    body = bodies_of([found.source])[found.source.pk]
    return [Line(clause, None, Mark.NEW) for clause in clauses_of(body)]


def _keys(lines: Sequence[Line]) -> list[str]:
    """Return a name for each line that stays the same while the draft is written."""
    times: Counter[str] = Counter()
    keys = []
    for line in lines:
        if line.right is not None:
            keys.append(f"t{line.right.line}")
        elif line.left is not None:
            times[line.left.digest] += 1
            keys.append(f"s{line.left.digest}-{times[line.left.digest]}")
    return keys


def _followers(
    lines: Sequence[Line],
    keys: Sequence[str],
    saved: dict[str, DraftClause],
    loose: Sequence[DraftClause],
) -> dict[str, DraftClause]:
    """Return for new source clauses what was written for a clause they have replaced."""
    found: dict[str, DraftClause] = {}
    for one in loose:
        alike = [
            (likeness(one.source_text, text_of(line.left)), -place, key)
            for place, (line, key) in enumerate(zip(lines, keys, strict=True))
            if line.right is None and line.left and key not in saved and key not in found
            if line.left.kind == one.kind
        ]
        best = max(alike, default=(0.0, 0, ""))
        if best[0] >= _ALIKE:
            found[best[2]] = one
    return found


def _filled(
    found: Working, line: Line, row: Row, one: DraftClause | None, machine: frozenset[str]
) -> Row:
    some = line.left or line.right
    row.kind, row.level = (some.kind, some.level) if some else ("", 0)
    if one is not None:
        return _drafted(row, one, found.languages)
    row.target = text_of(line.right) if line.right else ""
    row.was = line.was.replace(" | ", "\n") if row.kind == ROW else line.was
    if line.left is None:
        row.pairs = [Pair(row.was, "", row.target, "")]
        return row
    if line.right is None and row.kind == CODE:
        # Code is taken over as it is, unless somebody translates its remarks.
        row.target, row.rests_on, row.mark = row.source, line.left.digest, Mark.UNCHANGED
    before = row.was or row.source
    kept = kept_of(before, row.target, row.kind, found.languages) if row.target else []
    if line.right and line.right.digest in machine:
        kept = [piece._replace(origin=MACHINE) for piece in kept]
    row.pairs = pairs_of(row.source, kept, row.kind, found.languages[0])
    return row


def _rests_on(base: TextRow | None, lines: Sequence[Line]) -> dict[int, str]:
    """Return what the clauses of the version begun from rest on, by their lines in it."""
    if base is None:
        return {}
    ours = sorted(line.right.line for line in lines if line.right is not None)
    return dict(zip(ours, base.made_from, strict=False))


def _drafted(row: Row, one: DraftClause, languages: tuple[str, str]) -> Row:
    """Lay what was saved over a row."""
    kept = [Kept(*segment) for segment in one.segments]
    row.number, row.saved_by, row.saved_at = one.number, one.saved_by, one.saved_at
    row.rests_on = one.source_digest
    row.target = put(kept, one.source_text, one.kind, languages)
    if row.clause is None:
        row.was = one.source_text
        row.pairs = [Pair(row.was, "", row.target, "")]
        return row
    has_words = any(piece.target.strip() for piece in kept)
    is_same = one.source_digest == row.digest
    row.mark = Mark.NEW if not has_words else Mark.UNCHANGED if is_same else Mark.CHANGED
    row.was = "" if is_same or not has_words else one.source_text
    row.pairs = pairs_of(row.source, kept, row.kind, languages[0])
    return row


def _gone(one: DraftClause, languages: tuple[str, str]) -> Row:
    """Return what was written for a source clause that is gone: it is shown, so nothing is lost."""
    return _drafted(Row(one.key, one.kind, None, None, [], Mark.REMOVED), one, languages)


def _machine_made(base: TextRow | None) -> frozenset[str]:
    """Return the digests of the clauses of a version in which a machine had a share."""
    if base is None:
        return frozenset()
    share = MachineShare.objects.filter(text_id=base.pk).first()
    return frozenset(share.digests if share else ())
