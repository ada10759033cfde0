"""Messages of PO files of gettext, one after the other."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

MOST_CHARACTERS = 10_000
"""Of one text."""
MOST_BYTES = 1_000_000_000
"""Of one file. It is read piece by piece, so this bounds the time it may take, not the memory."""
_WORD = re.compile(r"(msgid_plural|msgid|msgctxt|msgstr(?:\[[0-9]\])?)\s*(.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{2}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"} | dict.fromkeys("abfv", "")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]{1,40})")
_NEXT = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid", "msgstr"},
}
_HEAD = 8_192


class POFault(Exception):
    """What is wrong with a file: the rule it breaks, the line, and what the sentence names."""

    def __init__(self, rule: str, line: int | None = None, /, **details: object) -> None:
        super().__init__(rule)
        self.rule, self.line, self.details = rule, line, details


@dataclass(slots=True)
class Message:
    """A text and its translation, with the line where it begins; the header has no ``msgid``.

    ``kind`` is what is said of it in ``#. type:``, as in manuals that po4a took apart.
    """

    line: int = 0
    is_fuzzy: bool = False
    kind: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def of(self, name: str) -> str:
        """Return the text of a field such as ``msgid``, ``""`` without it."""
        return "".join(self.fields.get(name, ()))

    @property
    def translation(self) -> str:
        """The translation; of plural forms the first."""
        return self.of("msgstr") or self.of("msgstr[0]")


class _Collector:
    """Puts lines together to messages; those that are commented out (#~) are none."""

    def __init__(self) -> None:
        self.message = Message()
        self.word = ""

    def take(self, text: str, line: int) -> Message | None:
        """Take a line; return the message that is complete before it, if one is."""
        if not text or text.startswith("#"):
            done = self.finished() if self.is_translated else None
            self.message.is_fuzzy |= text.startswith("#,") and "fuzzy" in text
            if text.startswith("#. type:"):
                self.message.kind = text[len("#. type:") :].strip()[:100]
            return done
        found = _WORD.fullmatch(text)
        if found is None:
            if not text.startswith('"'):
                raise POFault("not_po", line)
            _add(self.message, self.word, text, line)
            return None
        word = found[1]
        if word.partition("[")[0] not in _NEXT[self.word.partition("[")[0]]:
            raise POFault("out_of_order", line, word=word)
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

    def finished(self) -> Message:
        """Return the message and begin another."""
        done, self.message, self.word = self.message, Message(), ""
        return done


def po_messages(file: IO[bytes], *, most_bytes: int = MOST_BYTES) -> Iterator[Message]:
    """Yield the messages of a file as they come; what is commented out (``#~``) is left out.

    :raises POFault: the file breaks a rule
    """
    collector, number = _Collector(), 0
    for number, line in enumerate(_lines(file, most_bytes), 1):
        done = collector.take(line.strip(), number)
        if done is not None:
            yield done
    if collector.is_translated:
        yield collector.finished()
    elif collector.word:
        raise POFault("out_of_order", number, word=collector.word)


def _add(message: Message, name: str, quoted: str, line: int) -> None:
    if not name:
        raise POFault("not_po", line)
    if not quoted.startswith('"'):
        raise POFault("no_quotes", line, word=name)
    inside = _QUOTED.fullmatch(quoted)
    if inside is None:
        raise POFault("unclosed", line)
    message.size += len(inside[1])
    if message.size > 4 * MOST_CHARACTERS:
        raise POFault("too_long", line, limit=MOST_CHARACTERS)
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
    raise POFault("escape", line, escape=f"\\{escape}")


def _lines(file: IO[bytes], most_bytes: int) -> Iterator[str]:
    """Yield the lines, decoded as the header says and else as UTF-8."""
    head = file.read(_HEAD)
    if not head:
        raise POFault("empty")
    charset = _CHARSET.search(head)
    name = charset[1].decode("ascii") if charset and charset[1] != b"CHARSET" else "utf-8"
    rest, line = "", 0
    for text in _decoded(file, head, name, most_bytes):
        *whole, rest = (rest + text).split("\n")
        line += len(whole)
        if len(rest) > 8 * MOST_CHARACTERS:
            raise POFault("too_long", line + 1, limit=MOST_CHARACTERS)
        yield from whole
    if rest:
        yield rest


def _decoded(file: IO[bytes], head: bytes, name: str, most_bytes: int) -> Iterator[str]:
    decoder = _decoder(name)
    piece, size, line = head, 0, 1
    while piece:
        size += len(piece)
        if size > most_bytes:
            raise POFault("too_large", limit=most_bytes)
        following = file.read(_HEAD)
        try:
            text = decoder.decode(piece, final=not following)
        except UnicodeDecodeError as wrong:
            line += wrong.object[: wrong.start].count(b"\n")
            raise POFault("encoding", line, encoding=name) from wrong
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
        raise POFault("encoding_unknown", 1, encoding=name)
    return decoder
