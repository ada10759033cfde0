"""The words inside one block: text, numbers, links, line breaks."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from openluban.foundation.documents.document import Break, Number, Run, Text
from openluban.kernel.emphasis import unshielded
from openluban.publishing.briefings.problems import MarkupProblem

LONGEST_ADDRESS = 2_000
_MARK = re.compile("\ue000([0-9]+)\ue001")
_MARK_IN_ADDRESS = re.compile("%EE%80%80([0-9]+)%EE%80%81")
_SHIELD_IN_ADDRESS = "%EE%84"
_LEFTOVER = re.compile(r"\*\*|__|~~|\]\(|\]\[|\]:")
_REFUSED = {"code_inline": ("code", "`"), "image": ("image", "!["), "html_inline": ("html", "")}
_LINE_END = "\n"
_UNSPACED = ("zh", "ja")  # languages whose lines join without a space


def mark(index: int) -> str:
    """Return what stands for a number while Markdown is read: to the parser a plain word."""
    return f"\ue000{index}\ue001"


@dataclass(frozen=True, slots=True)
class _Look:
    strong: bool = False
    emphasis: bool = False
    url: str = ""


class InlineReader:
    """Reads the inline part of blocks; problems are added to the list it was given."""

    def __init__(
        self,
        lines: list[str],
        number_of: Callable[[int], Number],
        language: str,
        problems: list[MarkupProblem],
    ) -> None:
        self.placed: list[int] = []
        self._lines = lines
        self._number_of = number_of
        self._unspaced = language.startswith(_UNSPACED)
        self._problems = problems
        self._line = 0
        self._reached = (0, 0)  # the line of the last problem, and the column after it

    def runs(self, inline: SyntaxTreeNode, line: int) -> list[Run]:
        """Return the runs of an inline node that begins on the given line (from 0)."""
        self._line = line
        return _merged(_joined(list(self._all(inline, _Look())), unspaced=self._unspaced))

    def _all(self, parent: SyntaxTreeNode, look: _Look) -> Iterator[Run]:
        for node in parent.children:
            match node.type:
                case "text":
                    yield from self._text(node.content, look)
                case "text_special" | "softbreak":
                    yield self._plain(node, look)
                case "strong":
                    yield from self._all(node, replace(look, strong=True))
                case "em":
                    yield from self._all(node, replace(look, emphasis=True))
                case "link":
                    yield from self._link(node, look)
                case "hardbreak":
                    self._line += 1
                    yield Break()
                case other:
                    rule, sign = _REFUSED.get(other, ("leftover", ""))
                    self._refuse(rule, sign or node.content, word=node.content)

    def _plain(self, node: SyntaxTreeNode, look: _Look) -> Text:
        if node.type == "softbreak":
            self._line += 1
            return Text(_LINE_END, look.strong, look.emphasis, look.url)
        return Text(node.content, look.strong, look.emphasis, look.url)

    def _text(self, words: str, look: _Look) -> Iterator[Run]:
        for leftover in _LEFTOVER.finditer(words):
            self._refuse("leftover", leftover.group(), word=leftover.group())
        for place, part in enumerate(_MARK.split(unshielded(words))):
            if place % 2:
                yield self._number(int(part), look)
            elif part:
                yield Text(part, look.strong, look.emphasis, look.url)

    def _number(self, index: int, look: _Look) -> Number:
        self.placed.append(index)
        if look.url:
            self._refuse("number-in-link", mark(index))
        return replace(self._number_of(index), strong=look.strong, emphasis=look.emphasis)

    def _link(self, node: SyntaxTreeNode, look: _Look) -> Iterator[Run]:
        address = str(node.attrs.get("href", ""))
        if misplaced := _MARK_IN_ADDRESS.search(address):
            self._refuse("number-misplaced", mark(int(misplaced.group(1))))
        elif _SHIELD_IN_ADDRESS in address or not is_address(address):
            self._refuse("link-address", address, word=address)
        if "title" in node.attrs:
            self._refuse("link-title", str(node.attrs["title"]))
        runs = list(self._all(node, replace(look, url=address)))
        if not "".join(map(_words, runs)).strip():
            self._refuse("link-empty", "[]")
        yield from runs

    def _refuse(self, rule: str, needle: str, **details: object) -> None:
        line = self._lines[self._line] if self._line < len(self._lines) else ""
        after = self._reached[1] if self._reached[0] == self._line else 0
        column = line.find(needle, after)
        column = max(line.find(needle), 0) if column < 0 else column
        self._reached = (self._line, column + len(needle))
        self._problems.append(MarkupProblem(self._line + 1, column + 1, rule, details))


def is_address(address: str) -> bool:
    """Whether readers may be sent there: a web page or a mailbox, named in full."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if len(address) > LONGEST_ADDRESS:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _joined(runs: list[Run], *, unspaced: bool) -> list[Run]:
    """Turn the ends of typed lines into spaces, or into nothing where the script has no spaces."""
    joined: list[Run] = []
    for place, run in enumerate(runs):
        if isinstance(run, Text) and run.words == _LINE_END:
            before = _words(runs[place - 1])[-1:] if place else ""
            after = _words(runs[place + 1])[:1] if place + 1 < len(runs) else ""
            is_closed = unspaced and (_is_wide(before) or _is_wide(after))
            run = replace(run, words="" if is_closed else " ")  # noqa: PLW2901
        joined.append(run)
    return joined


def _words(run: Run) -> str:
    return "" if isinstance(run, Break) else run.words


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _merged(runs: list[Run]) -> list[Run]:
    """Put neighbouring texts of one look into one, and leave out empty ones."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if isinstance(run, Text) and not run.words:
            continue
        if isinstance(run, Text) and isinstance(last, Text) and _look(run) == _look(last):
            merged[-1] = replace(last, words=last.words + run.words)
        else:
            merged.append(run)
    return merged


def _look(text: Text) -> _Look:
    return _Look(text.strong, text.emphasis, text.url)
