"""A Markdown document as blocks: headings, items, rows, code, paragraphs, with their lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PARAGRAPH, ITEM, QUOTE = 0, -1, -2
CODE, ROW, RULE, FRONT, HEADING = 1, 2, 3, 4, 10
"""Kinds of blocks; headings count on by their level. Those above 0 are aligned one with one."""

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(\s|$)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
_RULE = re.compile(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_ROW = re.compile(r"\s*\|")
_BORDER = re.compile(r"\s*\|?[\s|:-]*-[\s|:-]*$")
_QUOTE = re.compile(r"\s{0,3}>")
_FRONT = "---"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: its kind, the numbers of its lines from 0, and its text."""

    mark: int
    lines: tuple[int, ...]
    text: str


def blocks_of(lines: Sequence[str]) -> list[Block]:
    """Return the blocks of a document in order; empty lines outside of code belong to none."""
    blocks: list[Block] = []
    at = _front_matter(lines)
    if at:
        blocks.append(_block(FRONT, lines, 0, at))
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        mark = _mark(lines[at])
        end = _end(mark, lines, at)
        blocks.append(_block(mark, lines, at, end))
        at = end
    return blocks


def _block(mark: int, lines: Sequence[str], first: int, end: int) -> Block:
    text = " ".join(line.strip() for line in lines[first:end])
    return Block(mark, tuple(range(first, end)), text)


def _front_matter(lines: Sequence[str]) -> int:
    """Return how many lines the front matter has."""
    if lines and lines[0].strip() == _FRONT:
        for at, line in enumerate(lines[1:], start=1):
            if line.strip() == _FRONT:
                return at + 1
    return 0


def _mark(line: str) -> int:
    if heading := _HEADING.match(line):
        return HEADING + len(heading[1])
    for pattern, mark in (
        (_FENCE, CODE),
        (_RULE, RULE),
        (_ROW, ROW),
        (_ITEM, ITEM),
        (_QUOTE, QUOTE),
    ):
        if pattern.match(line):
            return mark
    return PARAGRAPH


def _end(mark: int, lines: Sequence[str], first: int) -> int:
    """Return the line after the block that begins with a line."""
    if mark == CODE:
        return _end_of_code(lines, first)
    if mark == ROW:
        # The line under a table's head says nothing of its own.
        below = first + 1
        bordered = below < len(lines) and _BORDER.match(lines[below]) and "|" in lines[below]
        return below + 1 if bordered else below
    if mark > 0:
        return first + 1
    end = first + 1
    while end < len(lines) and lines[end].strip():
        following = _mark(lines[end])
        if following != PARAGRAPH and not (mark == following == QUOTE):
            break
        end += 1
    return end


def _end_of_code(lines: Sequence[str], first: int) -> int:
    opened = _FENCE.match(lines[first])
    fence = opened[1] if opened else ""
    for at in range(first + 1, len(lines)):
        if lines[at].strip().startswith(fence) and not lines[at].strip().strip(fence[:1]):
            return at + 1
    return len(lines)
