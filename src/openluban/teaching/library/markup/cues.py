r"""Subtitles as the text of a unit: a list, each item a cue that begins with its times in code.

::

    - `00:00:01.000 --> 00:00:04.000`\
      First line\
      second line
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from openluban.teaching.library.markup.escaping import escaped
from openluban.teaching.library.markup.parsing import parsed

LATEST = 360_000_000
"""Milliseconds: no cue lies at hour 100 or later."""
_TIME = r"([0-9]{2}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
TIMES = re.compile(rf"{_TIME} --> {_TIME}")
_SHOWN = re.compile(rf"<code>{_TIME} --&gt; {_TIME}</code>")


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines that are shown from one time to another, in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]


def cues_body(cues: Iterable[Cue]) -> str:
    """Return cues as the text of a unit."""
    items = []
    for cue in cues:
        lines = [f"`{timed(cue.start)} --> {timed(cue.end)}`", *map(escaped, cue.lines)]
        items.append("- " + "\\\n  ".join(lines) + "\n")
    return "".join(items)


def with_plain_times(html: str) -> str:
    """Return a page's HTML with the times of cues as people write them: 0:05–0:08."""

    def said(found: re.Match[str]) -> str:
        begins, ends = (_clock(*found.groups()[at : at + 3]) for at in (0, 4))
        return f"<small>{begins}–{ends}</small>"

    return _SHOWN.sub(said, html)


def _clock(hours: str, minutes: str, seconds: str) -> str:
    if int(hours):
        return f"{int(hours)}:{minutes}:{seconds}"
    return f"{int(minutes)}:{seconds}"


def cues_of(body: str) -> tuple[Cue, ...]:
    """Return the cues of a unit's text; none if it is no text of subtitles.

    Headings may stand among them; anything else makes it another text.
    """
    cues: list[Cue] = []
    if not TIMES.search(body):
        return ()
    for node in parsed(body):
        if node.type == "heading":
            continue
        found = list(_items(node)) if node.type == "bullet_list" else [None]
        if None in found:
            return ()
        cues += [cue for cue in found if cue is not None]
    return tuple(cues)


def times_in(text: str) -> tuple[int, int] | None:
    """Return the times that a clause of subtitles begins with, None for any other clause."""
    found = TIMES.match(text.removeprefix("`"))
    if found is None or not text.startswith("`"):
        return None
    start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
    return (start, end) if start < end else None


def timed(milliseconds: int) -> str:
    """Return a time as ``hh:mm:ss.mmm``."""
    seconds, rest = divmod(milliseconds, 1_000)
    return f"{seconds // 3_600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def to_webvtt(cues: Iterable[Cue], language: str = "") -> str:
    """Return cues as a file of WebVTT."""
    head = f"WEBVTT\nLanguage: {language}\n" if language else "WEBVTT\n"
    blocks = [head]
    for cue in cues:
        lines = [f"{timed(cue.start)} --> {timed(cue.end)}", *map(_for_webvtt, cue.lines)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def to_srt(cues: Iterable[Cue]) -> str:
    """Return cues as a file of SRT."""
    blocks = []
    for number, cue in enumerate(cues, 1):
        times = f"{timed(cue.start)} --> {timed(cue.end)}".replace(".", ",")
        blocks.append("\n".join([str(number), times, *cue.lines]) + "\n")
    return "\n".join(blocks)


def _for_webvtt(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _milliseconds(parts: Iterable[str]) -> int:
    hours, minutes, seconds, rest = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest


def _items(list_node: SyntaxTreeNode) -> Iterator[Cue | None]:
    for item in list_node.children:
        paragraph = item.children[0] if item.children else None
        if paragraph is None or paragraph.type != "paragraph" or len(item.children) != 1:
            yield None
            return
        yield _cue(paragraph.children[0])


def _cue(inline: SyntaxTreeNode) -> Cue | None:
    if not inline.children or inline.children[0].type != "code_inline":
        return None
    first, *rest = inline.children
    times = times_in(f"`{first.content}`")
    if times is None or not TIMES.fullmatch(first.content):
        return None
    words = "".join(_words(each) for each in rest)
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return Cue(*times, tuple(line for line in lines if line))


def _words(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    if node.type in {"text", "code_inline", "text_special", "image"}:
        return node.content
    return "".join(_words(child) for child in node.children)
