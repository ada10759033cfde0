"""PO files of gettext as pairs, with the neighbouring texts as context."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from openluban.teaching.memory.formats.pairing import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_UNITS,
    FilePair,
    Report,
    fault,
)
from openluban.teaching.memory.rules.languages import language_tag

_WORD = re.compile(r"(msgid_plural|msgid|msgctxt|msgstr(?:\[[0-9]\])?)\s*(.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{2}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"} | dict.fromkeys("abfv", "")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]{1,40})")
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z0-9_@.-]*)", re.MULTILINE)
_NEXT = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid", "msgstr"},
}
_HEAD = 8_192


@dataclass(slots=True)
class _Message:
    line: int = 0
    is_fuzzy: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def of(self, name: str) -> str:
        return "".join(self.fields.get(name, ()))

    @property
    def translation(self) -> str:
        return self.of("msgstr") or self.of("msgstr[0]")


def read_po(
    file: IO[bytes], report: Report, *, source_language: str = "en", target_language: str = ""
) -> Iterator[FilePair]:
    """Yield the pairs of a file as they come; without a target language its header says it.

    Messages that are marked fuzzy or have no translation are counted, not read. Of plural forms
    the first is taken.

    :raises Invalid: the file breaks a rule, said with its line and message
    """
    target = target_language
    before, waiting = "", None
    for message in _messages(file):
        report.units += 1
        if report.units > MOST_UNITS:
            raise fault("too_many_units", message.line, report.units, limit=MOST_UNITS)
        source = message.of("msgid")
        if not source:
            said = _LANGUAGE.search(message.of("msgstr"))
            target = target or (language_tag(said[1]) if said else "")
            report.units -= 1
            continue
        if not target:
            raise fault("no_header_language", message.line)
        if waiting is not None:
            yield waiting._replace(after=source)
        waiting = _pair(message, report, (source_language, target), before)
        before = source
    if waiting is not None:
        yield waiting
    report.languages.update({source_language, target} - {""})


def _pair(
    message: _Message, report: Report, languages: tuple[str, str], before: str
) -> FilePair | None:
    if message.is_fuzzy:
        report.fuzzy += 1
        return None
    if not message.translation.strip():
        report.without_translation += 1
        return None
    report.pairs += 1
    return FilePair(*languages, message.of("msgid"), message.translation, before)


class _Collector:
    """Puts lines together to messages; those that are commented out (#~) are none."""

    def __init__(self) -> None:
        self.message = _Message()
        self.word = ""

    def take(self, text: str, line: int) -> _Message | None:
        """Take a line; return the message that is complete before it, if one is."""
        if not text or text.startswith("#"):
            done = self.finished() if self.is_translated else None
            self.message.is_fuzzy |= text.startswith("#,") and "fuzzy" in text
            return done
        found = _WORD.fullmatch(text)
        if found is None:
            if not text.startswith('"'):
                raise fault("not_po", line)
            _add(self.message, self.word, text, line)
            return None
        word = found[1]
        if word.partition("[")[0] not in _NEXT[self.word.partition("[")[0]]:
            raise fault("out_of_order", line, word=word)
        begins_anew = self.is_translated and not word.startswith("msgstr")
        done = self.finished() if begins_anew else None
        self.word = word
        self.message.line = self.message.line or line
        _add(self.message, word, found[2], line)
        return done

    @property
    def is_translated(self) -> bool:
        """Whether the message has its translation, so that another may begin."""
        return self.word.startswith("msgstr")

    def finished(self) -> _Message:
        """Return the message and begin another."""
        done, self.message, self.word = self.message, _Message(), ""
        return done


def _messages(file: IO[bytes]) -> Iterator[_Message]:
    collector, number = _Collector(), 0
    for number, line in enumerate(_lines(file), 1):
        done = collector.take(line.strip(), number)
        if done is not None:
            yield done
    if collector.is_translated:
        yield collector.finished()
    elif collector.word:
        raise fault("out_of_order", number, word=collector.word)


def _add(message: _Message, name: str, quoted: str, line: int) -> None:
    if not name:
        raise fault("not_po", line)
    if not quoted.startswith('"'):
        raise fault("no_quotes", line, word=name)
    inside = _QUOTED.fullmatch(quoted)
    if inside is None:
        raise fault("unclosed", line)
    message.size += len(inside[1])
    if message.size > 4 * MOST_CHARACTERS:
        raise fault("too_long", line, limit=MOST_CHARACTERS)
    message.fields.setdefault(name, []).append(
        _ESCAPE.sub(lambda found: _unescaped(found[1], line), inside[1])
    )


def _unescaped(escape: str, line: int) -> str:
    if escape in _ESCAPES:
        return _ESCAPES[escape]
    if escape[0] in "01234567":
        return chr(int(escape, 8) & 0x7F).replace("\0", "")
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16) & 0x7F).replace("\0", "")
    raise fault("escape", line, escape=f"\\{escape}")


def _lines(file: IO[bytes]) -> Iterator[str]:
    """Yield the lines, decoded as the header says and else as UTF-8."""
    head = file.read(_HEAD)
    if not head:
        raise fault("empty")
    charset = _CHARSET.search(head)
    name = charset[1].decode("ascii") if charset and charset[1] != b"CHARSET" else "utf-8"
    rest, line = "", 0
    for text in _decoded(file, head, name):
        *whole, rest = (rest + text).split("\n")
        line += len(whole)
        if len(rest) > 8 * MOST_CHARACTERS:
            raise fault("too_long", line + 1, limit=MOST_CHARACTERS)
        yield from whole
    if rest:
        yield rest


def _decoded(file: IO[bytes], head: bytes, name: str) -> Iterator[str]:
    decoder = _decoder(name)
    piece, size, line = head, 0, 1
    while piece:
        size += len(piece)
        if size > MOST_BYTES:
            raise fault("too_large", limit=MOST_BYTES)
        following = file.read(_HEAD)
        try:
            text = decoder.decode(piece, final=not following)
        except UnicodeDecodeError as wrong:
            line += wrong.object[: wrong.start].count(b"\n")
            raise fault("encoding", line, encoding=name) from wrong
        line += text.count("\n")
        yield text
        piece = following


def _decoder(name: str) -> codecs.IncrementalDecoder:
    try:
        decoder = codecs.getincrementaldecoder("utf-8-sig" if name.lower() == "utf-8" else name)()
        # Codecs that are no text encodings have a name too.
        is_text = isinstance(decoder.decode(b""), str)
    except (LookupError, TypeError, ValueError, AssertionError):
        is_text = False
    if not is_text:
        raise fault("encoding_unknown", 1, encoding=name)
    return decoder
