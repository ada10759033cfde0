"""Images and links of a text that lies in a folder."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.tree import SyntaxTreeNode

from openluban.teaching.library.markup.parsing import is_outside, parsed, tidied

_ADDRESS = re.compile(r"(?P<before>\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?)(?P<address>[^\s)>]+)", re.M)
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,}).*?^\s{0,3}\1", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Linked:
    """A text whose images are named as they are kept here, and notes (rule, sentence, line)."""

    body: str
    notes: tuple[tuple[str, Any, int], ...]


def linked(body: str, kept: Callable[[str, int], str]) -> Linked:
    """Name the images of a text anew; ``kept`` gets each address and its line.

    It returns the new name, ``""`` for an image that does not come over. HTML, images of other
    hosts and links to other files are noted: they are not shown.
    """
    text = tidied(body)
    notes: list[tuple[str, Any, int]] = []
    renamed: dict[str, str] = {}
    line = 1
    for top in parsed(text):
        for node in top.walk():
            line = node.map[0] + 1 if node.map and node.type != "root" else line
            note = _note(node)
            if note:
                notes.append((*note, line))
            elif node.type == "image":
                written = str(node.attrs.get("src", ""))
                if written not in renamed:
                    renamed[written] = kept(unquote(written), line)
    return Linked(_renamed(text, renamed), tuple(dict.fromkeys(notes)))


def _note(node: SyntaxTreeNode) -> tuple[str, Any] | None:
    if node.type in {"html_block", "html_inline"}:
        return "text.html", _("HTML is left out.")
    if node.type == "image" and is_outside(str(node.attrs.get("src", ""))):
        return "image.elsewhere", _("An image of another host is not shown.")
    if node.type == "link":
        address = str(node.attrs.get("href", ""))
        if not is_outside(address) and not address.startswith("#"):
            return "link.relative", _("A link to another file is kept as words.")
    return None


def _renamed(text: str, renamed: dict[str, str]) -> str:
    """Write the new names where the old ones stand, but not in pieces of code."""
    known = {old: new for old, new in renamed.items() if new}
    if not known:
        return text
    code = [found.span() for found in _FENCE.finditer(text)]

    def named(found: "re.Match[str]") -> str:
        is_code = any(begin <= found.start() < end for begin, end in code)
        new = "" if is_code else known.get(_as_parsed(found["address"]), "")
        return f"{found['before']}{new or found['address']}"

    return _ADDRESS.sub(named, text)


def _as_parsed(address: str) -> str:
    return str(normalizeLink(address))


def leads_out(address: str) -> bool:
    """Test whether an address leads out of the folder that a text lies in."""
    return address.startswith(("/", "\\", "~")) or ".." in re.split(r"[/\\]", address)
