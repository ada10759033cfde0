"""A translation put together: the form of its source, clause by clause in the other language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

HEADING, ITEM, ROW, CODE = "heading", "item", "row", "code"
_MARKERS = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}[ \t]+)?")
_QUOTES = re.compile(r"^[\s>]*")
_FENCE = re.compile(r"`{3,}|~{3,}")


@dataclass(frozen=True, slots=True)
class Block:
    """A clause where it stands in its text: lines from ``start`` to ``stop`` (excluded), from 0.

    ``outer_stop`` is where the outermost list, table or quotation around it ends. What cannot be
    left out (the head of a table, an item with others beneath it) is not ``removable``.
    """

    kind: str
    text: str
    start: int
    stop: int
    outer_stop: int
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Own:
    """A clause of the translation alone; it follows the block ``after`` (-1: comes first)."""

    kind: str
    text: str
    after: int
    level: int = 0


@dataclass(slots=True)
class Composed:
    """A text, and which block (0 and up) or own clause (-1 and down) each of its clauses is."""

    lines: list[str] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The whole text."""
        return "\n".join(self.lines).strip("\n") + "\n"


def composed(
    body: str, blocks: Sequence[Block], words: Mapping[int, str], own: Sequence[Own] = ()
) -> Composed:
    """Return the text with each block's words replaced; a block without words is left out.

    Call it only with words for every block that is not ``removable``. A row's cells are divided by
    line ends.
    """
    lines = body.rstrip("\n").split("\n")
    starts = {block.start: place for place, block in enumerate(blocks)}
    added = _insertions(blocks, own, len(lines))
    made = Composed()
    line = 0
    while line <= len(lines):
        for place in added.get(line, ()):
            _insert(made, own[place], blocks, lines)
            made.order.append(-1 - place)
        if line in added and _must_part(lines, line, [own[place] for place in added[line]], blocks):
            made.lines.append("")
        if line == len(lines):
            break
        if line not in starts:
            made.lines.append(lines[line])
            line += 1
            continue
        place = starts[line]
        block = blocks[place]
        line = max(block.stop, line + 1)
        if words.get(place, "").strip():
            made.lines += _worded(lines[block.start : line], block, words[place])
            made.order.append(place)
        elif _is_blank(made.lines[-1:]) and _is_blank(lines[line : line + 1]):
            line += 1
    return made


def _is_blank(lines: Sequence[str]) -> bool:
    return not lines or not lines[0].strip(" \t>")


def _must_part(
    lines: Sequence[str], line: int, some: Sequence[Own], blocks: Sequence[Block]
) -> bool:
    """Test whether an empty line must follow what was put in before a line."""
    last = some[-1]
    is_joined = last.after >= 0 and _joins(blocks[last.after], last)
    return not is_joined and not _is_blank(lines[line : line + 1])


def _insertions(blocks: Sequence[Block], own: Sequence[Own], end: int) -> dict[int, list[int]]:
    """Return where own clauses come in: right after their like in a list, else after the block."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(own):
        if one.after < 0:
            line = blocks[0].start if blocks and blocks[0].kind == HEADING else 0
            line = 0 if line else line
        else:
            before = blocks[one.after]
            line = before.stop if _joins(before, one) else before.outer_stop
        found.setdefault(min(line, end), []).append(place)
    return found


def _joins(before: Block, one: Own) -> bool:
    return before.kind == one.kind and one.kind in {ITEM, ROW}


def _insert(made: Composed, one: Own, blocks: Sequence[Block], lines: Sequence[str]) -> None:
    before = blocks[one.after] if one.after >= 0 else None
    if before is not None and _joins(before, one):
        first = lines[before.start]
        found = _MARKERS.match(first) if one.kind == ITEM else _QUOTES.match(first)
        prefix = found[0] if found else ""
        made.lines += _prefixed(prefix, _own_text(one))
        return
    is_continued = _continues(made, one)
    if made.lines and made.lines[-1].strip() and not is_continued:
        made.lines.append("")
    made.lines += _own_lines(one)


def _continues(made: Composed, one: Own) -> bool:
    """Test whether an own row or item goes on what was put in just before."""
    return one.kind in {ITEM, ROW} and not one.level and bool(made.order) and made.order[-1] < 0


def _own_text(one: Own) -> str:
    return _row(one.text.split("\n")) if one.kind == ROW else one.text


def _own_lines(one: Own) -> list[str]:
    if one.kind == HEADING:
        return [f"{'#' * max(one.level, 1)} {' '.join(one.text.split())}"]
    if one.kind == ITEM:
        return _prefixed("- ", one.text)
    if one.kind == ROW:
        cells = one.text.split("\n")
        return [_row(cells), *(["|" + " --- |" * len(cells)] if one.level else [])]
    if one.kind == CODE:
        return ["```", *one.text.split("\n"), "```"]
    return one.text.split("\n")


def _worded(raw: Sequence[str], block: Block, words: str) -> list[str]:
    """Return the lines of a block with other words, its marks as they were."""
    if block.kind == CODE:
        return _code(raw, block, words)
    if block.kind == ROW:
        found = _QUOTES.match(raw[0])
        return [(found[0] if found else "") + _row(words.split("\n"))]
    first = block.text.split("\n", 1)[0]
    at = raw[0].rfind(first)
    found = _MARKERS.match(raw[0])
    prefix = raw[0][:at] if at >= 0 else (found[0] if found else "")
    if block.kind == HEADING:
        suffix = raw[0][at + len(first) :] if at >= 0 else ""
        line = prefix + " ".join(words.split()) + suffix.rstrip()
        return [line, raw[-1]] if len(raw) > 1 else [line]
    plain = "\n".join(line for line in words.split("\n") if line.strip())
    return list(raw) if plain == block.text else _prefixed(prefix, plain)


def _prefixed(prefix: str, text: str) -> list[str]:
    """Return lines after a prefix, further ones as deep as the first."""
    first, *rest = text.split("\n")
    further = re.sub(r"[^\s>]", " ", prefix)
    return [prefix + first, *(further + line.strip(" \t") for line in rest)]


def _row(cells: Sequence[str]) -> str:
    escaped = (re.sub(r"(?<!\\)\|", r"\\|", " ".join(cell.split())) for cell in cells)
    return "| " + " | ".join(escaped) + " |"


def _code(raw: Sequence[str], block: Block, words: str) -> list[str]:
    if words == block.text:
        return list(raw)
    fence = _FENCE.search(raw[0])
    if fence is None:
        found = _QUOTES.match(raw[0])
        return [(found[0] if found else "    ") + line for line in words.split("\n")]
    prefix = re.sub(r"[^\s>]", " ", raw[0][: fence.start()])
    closing = raw[-1] if len(raw) > 1 and _FENCE.search(raw[-1]) else prefix + fence[0]
    return [raw[0], *(prefix + line if line else line for line in words.split("\n")), closing]
