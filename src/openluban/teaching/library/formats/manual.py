"""A manual that was translated with gettext (PO): its source and its translation, side by side."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.formats.po_messages import Message, POFault, po_messages
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.escaping import escaped
from openluban.teaching.library.markup.languages import language_said
from openluban.teaching.library.markup.parsing import tidied

LARGEST_PO = 10_000_000
"""Bytes."""
MOST_MESSAGES = 20_000
_FULL_CLAUSES, _FULL_CHARACTERS = 1_500, 120_000
"""A part is closed at the next heading after so much, and at once after a third more."""
_MOST_NAMED = 20
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z0-9_@.-]+)", re.MULTILINE)
_TITLE = re.compile(r"Title (=+)")
_CODE = ("verbatim", "delimited block -", "delimited block .")
_SENTENCES = {
    "empty": _("The file is empty."),
    "too_large": _("The file has more than %(limit)s bytes. Split it."),
    "encoding": _("The file is not in the encoding it says (%(encoding)s)."),
    "encoding_unknown": _("The encoding “%(encoding)s” is none that is read."),
    "too_long": _("A text has more than %(limit)s characters."),
    "unclosed": _("The quotation mark is not closed, or something follows it."),
    "no_quotes": _("After %(word)s a text in quotation marks must stand."),
    "out_of_order": _("“%(word)s” cannot stand here."),
    "escape": _("“%(escape)s” is no escape of this format."),
    "not_po": _("This line belongs to no PO file."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a manual in both languages; ``made_from`` pairs the clauses of the translation."""

    source: str
    target: str
    made_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """``language`` is that of the translation, ``""`` where the file does not say it."""

    language: str
    parts: tuple[Part, ...]
    notes: tuple[Problem, ...]


def read_manual(data: bytes, name: str) -> Manual:
    """Read a PO file as the manual it was made from, one message a clause, in the file's order.

    What has no translation, or one that is marked as doubtful (fuzzy), stands in the source alone
    and is said.

    :raises Unfit: the file breaks a rule, or has too many messages
    """
    language, messages, notes = "", [], _Notes(name)
    try:
        for message in po_messages(io.BytesIO(data), most_bytes=LARGEST_PO):
            if not message.of("msgid"):
                said = _LANGUAGE.search(message.translation)
                language = language or (language_said(said[1]) if said else "")
            elif message.of("msgid").strip():
                messages.append(message)
            if len(messages) > MOST_MESSAGES:
                sentence = _("The file has more than %(limit)s messages. Split it.")
                raise unfit("po.too_many", sentence, name, limit=MOST_MESSAGES)
    except POFault as broken:
        rule, sentence = f"po.{broken.rule}", _SENTENCES[broken.rule]
        raise unfit(rule, sentence, name, broken.line, **broken.details) from broken
    parts = tuple(_part(group, notes) for group in _grouped(messages))
    return Manual(language, tuple(part for part in parts if part.source), tuple(notes.all()))


class _Notes:
    """Counts what did not come over, and names the first lines of it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: dict[str, list[int]] = {}

    def add(self, rule: str, line: int) -> None:
        self._lines.setdefault(rule, []).append(line)

    def all(self) -> Iterator[Problem]:
        sentences: dict[str, Any] = {
            "po.untranslated": _("Messages without a translation: %(count)s (lines %(lines)s)."),
            "po.fuzzy": _(
                "Translations marked as doubtful (fuzzy), left out: %(count)s (lines %(lines)s)."
            ),
            "po.plural": _(
                "Messages with plural forms, of which one stands here: %(count)s (lines %(lines)s)."
            ),
            "po.unfit": _("Messages without words, left out: %(count)s (lines %(lines)s)."),
        }
        for rule, lines in self._lines.items():
            first = ", ".join(map(str, lines[:_MOST_NAMED]))
            more = "…" if len(lines) > _MOST_NAMED else ""
            details = {"count": len(lines), "lines": first + more}
            yield unfit(rule, sentences[rule], self._name, lines[0], **details).problem


def _grouped(messages: list[Message]) -> Iterator[list[Message]]:
    """Part messages so that each part fits into a unit, at a heading where one comes in time."""
    group: list[Message] = []
    size = 0
    for message in messages:
        length = 2 * max(len(message.of("msgid")), len(message.translation)) + 20
        is_full = len(group) >= _FULL_CLAUSES or size >= _FULL_CHARACTERS
        is_over = 3 * len(group) >= 4 * _FULL_CLAUSES or 3 * size >= 4 * _FULL_CHARACTERS
        if group and (is_over or (is_full and _TITLE.match(message.kind))):
            yield group
            group, size = [], 0
        group.append(message)
        size += length
    if group:
        yield group


def _part(messages: list[Message], notes: _Notes) -> Part:
    sources, targets, digests = [], [], []
    for message in messages:
        source = _clause(message.of("msgid"), message.kind)
        clauses = clauses_of(source)
        if len(clauses) != 1:
            notes.add("po.unfit", message.line)
            continue
        sources.append(source)
        if message.of("msgid_plural"):
            notes.add("po.plural", message.line)
        target = _clause(message.translation, message.kind)
        if message.is_fuzzy:
            notes.add("po.fuzzy", message.line)
        elif len(clauses_of(target)) != 1:
            notes.add("po.untranslated", message.line)
        else:
            targets.append(target)
            digests.append(clauses[0].digest)
    return Part("\n".join(sources), "\n".join(targets), tuple(digests))


def _clause(text: str, kind: str) -> str:
    """Return a message as one block: a heading, code, or a paragraph."""
    if kind.startswith(_CODE) and text.strip():
        body = tidied(text).strip("\n")
        longest = max((len(run) for run in re.findall("`+", body)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{body}\n{fence}\n"
    words = " ".join(tidied(text).split())
    title = _TITLE.match(kind)
    if title and words:
        return f"{'#' * min(6, len(title[1]))} {escaped(words)}\n"
    return f"{escaped(words)}\n"
