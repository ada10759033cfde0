r"""Figures inside Markdown: ``{{workshops bloc=sco_family at=2025-08-30 as=phrase}}``.

First the name of a figure, then choices as ``name=value``. Two names are ours: ``at`` is the day
of the number (2025-08-30, 2025-08, 2025; the briefing's day unless said), ``as`` its style:

- ``phrase`` (unless said otherwise): the number with its unit, in the right form ("10 workshops")
- ``number``: the number alone, as the language writes it in running text ("15,000", "1.5万")
- ``digits``: the number alone, with all its digits, as for a table ("15,000", "15000")

A backslash takes a brace its meaning, as everywhere in Markdown: ``\{{`` prints two braces.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openluban.kernel.dates import ImpreciseDate, NotADate
from openluban.publishing.briefings.problems import MarkupProblem

PHRASE, NUMBER, DIGITS = "phrase", "number", "digits"
STYLES = (PHRASE, NUMBER, DIGITS)

_FULL_WIDTH = ("\uff5b\uff5b", "\uff5d\uff5d")
_MARK = re.compile(r"\\[^\n]|\{\{|\}\}|\uff5b\uff5b|\uff5d\uff5d")
_FIGURE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", re.ASCII)
_CHOICE = re.compile(r"([a-z][a-z0-9_]*)=([A-Za-z0-9][A-Za-z0-9_./:-]*)", re.ASCII)
_UNUSUAL = re.compile(r"[^\t\n -~]")
_HARMFUL_CATEGORIES = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNS_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: line and column from 1, offset from 0, all in characters."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A figure as the author asked for it; `text` is how it was typed, braces included."""

    figure: str
    choices: Mapping[str, str]
    at: str | None
    style: str
    text: str
    position: Position

    @property
    def question(self) -> str:
        """The same for every placeholder that asks for the same number, in whatever style."""
        choices = [f"{name}={self.choices[name]}" for name in sorted(self.choices)]
        return " ".join([self.figure, *choices, *([f"at={self.at}"] if self.at else [])])

    @property
    def key(self) -> str:
        """The question and the style; under it `fill` looks for the answer."""
        return f"{self.question} as={self.style}"


@dataclass(slots=True)
class Scan:
    """What was found in a text: the good placeholders and the problems, each in order."""

    placeholders: list[Placeholder] = field(default_factory=list)
    problems: list[MarkupProblem] = field(default_factory=list)


def plain_lines(markdown: str) -> str:
    """Return the text with line feeds alone, and without the mark some editors put first."""
    return markdown.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def scan(text: str) -> Scan:
    """Find every placeholder and every fault of one; `text` went through `plain_lines`."""
    found = Scan()
    place = _Places(text)
    for character in _UNUSUAL.finditer(text):
        if is_harmful(character.group()):
            code = f"U+{ord(character.group()):04X}"
            found.problems.append(place.problem(character.start(), "control-character", word=code))
    offset = 0
    while mark := _MARK.search(text, offset):
        offset = _after(text, mark, place, found)
    return found


def is_harmful(character: str) -> bool:
    """Whether the character prints nothing, breaks XML, or shows text in another order."""
    return character in _TURNS_TEXT_ROUND or unicodedata.category(character) in _HARMFUL_CATEGORIES


def _after(text: str, mark: re.Match[str], place: "_Places", found: Scan) -> int:
    """Deal with one mark and say where to go on."""
    if mark.group() == "{{":
        return _braces(text, mark.start(), place, found)
    if mark.group() == "}}":
        found.problems.append(place.problem(mark.start(), "unopened"))
    elif mark.group() in _FULL_WIDTH:
        found.problems.append(place.problem(mark.start(), "full-width-braces"))
    return mark.end()


def _braces(text: str, start: int, place: "_Places", found: Scan) -> int:
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    close = text.find("}}", start + 2, line_end)
    inner = text.find("{{", start + 2, line_end)
    if close < 0:
        found.problems.append(place.problem(start, "unclosed"))
        return line_end
    if 0 <= inner < close:
        found.problems.append(place.problem(inner, "nested"))
        return _end_of_nest(text, start, line_end)
    problems = list(_faults(text, start + 2, close, place))
    if problems:
        found.problems.extend(problems)
    else:
        found.placeholders.append(_placeholder(text, start, close, place))
    return close + 2


def _end_of_nest(text: str, start: int, line_end: int) -> int:
    depth = 0
    for brace in re.compile(r"\{\{|\}\}").finditer(text, start, line_end):
        depth += 1 if brace.group() == "{{" else -1
        if depth == 0:
            return brace.end()
    return line_end


def _faults(text: str, start: int, end: int, place: "_Places") -> Iterator[MarkupProblem]:
    words = list(re.compile(r"\S+").finditer(text, start, end))
    if not words or "=" in words[0].group():
        yield place.problem(start - 2, "missing-figure")
    elif not _FIGURE.fullmatch(words[0].group()):
        yield place.problem(words[0].start(), "bad-figure", word=words[0].group())
    seen: set[str] = set()
    for word in words[1:]:
        choice = _CHOICE.fullmatch(word.group())
        if choice is None:
            yield place.problem(word.start(), "bad-choice", word=word.group())
            continue
        name, value = choice.groups()
        rule = "repeated-choice" if name in seen else _rule_broken(name, value)
        if rule:
            shown = name if rule == "repeated-choice" else value
            yield place.problem(word.start(), rule, word=shown)
        seen.add(name)


def _rule_broken(name: str, value: str) -> str:
    if name == "as" and value not in STYLES:
        return "unknown-style"
    if name == "at" and not _is_day(value):
        return "bad-date"
    return ""


def _is_day(value: str) -> bool:
    try:
        ImpreciseDate.read(value)
    except NotADate:
        return False
    return True


def _placeholder(text: str, start: int, close: int, place: "_Places") -> Placeholder:
    figure, *words = text[start + 2 : close].split()
    choices = dict(word.split("=", 1) for word in words)
    at = choices.pop("at", None)
    style = choices.pop("as", PHRASE)
    return Placeholder(figure, choices, at, style, text[start : close + 2], place.of(start))


class _Places:
    """Turns offsets into lines and columns."""

    def __init__(self, text: str) -> None:
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def of(self, offset: int) -> Position:
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1, offset)

    def problem(self, offset: int, rule: str, **details: object) -> MarkupProblem:
        position = self.of(offset)
        return MarkupProblem(position.line, position.column, rule, details)
