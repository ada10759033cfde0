"""TMX 1.0 to 1.4b as pairs: read piece by piece, with nothing of a document type believed.

A unit in more than two languages gives a pair for each language beside that of its sources; where
sources may be in any language (``*all*``), its first text is the source. Inline elements are codes
of the program a text came from: what stands inside ``bpt``, ``ept``, ``ph``, ``it`` and ``ut`` is
left out and counted, the text inside ``hi`` and ``sub`` stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO
from xml.parsers import expat

from openluban.teaching.memory.formats.pairing import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_UNITS,
    FilePair,
    Report,
    fault,
)
from openluban.teaching.memory.rules.languages import language_tag

_PIECE = 1 << 16
_MOST_DEPTH = 24
_MOST_TEXTS = 100
_MOST_ATTRIBUTES = 4_000
_ANY_LANGUAGE = "*all*"
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_INLINE = {*_CODES, "hi", "sub"}
_INSIDE = {
    "": {"tmx"},
    "tmx": {"header", "body"},
    "header": {"note", "prop", "ude"},
    "ude": {"map"},
    "body": {"tu"},
    "tu": {"note", "prop", "tuv"},
    "tuv": {"note", "prop", "seg"},
    "seg": _INLINE,
    **dict.fromkeys(_INLINE, _INLINE),
}
_VERSIONS = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.4b"}
_PERSONS = ("creationid", "changeid")
_MACHINE = ("machine", "mt!", "mt", "automatic")
_BEFORE = {"x-context-pre", "x-previous-source-text", "prev", "x-before"}
_AFTER = {"x-context-post", "x-next-source-text", "next", "x-after"}
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(slots=True)
class _Text:
    language: str = ""
    segments: int = 0
    parts: list[str] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True)
class _Unit:
    number: int
    line: int
    source_language: str
    made_at: datetime | None = None
    is_machine: bool = False
    status: str = ""
    before: str = ""
    after: str = ""
    texts: list[_Text] = field(default_factory=list)


def read_tmx(file: IO[bytes], report: Report) -> Iterator[FilePair]:
    """Yield the pairs of a file as they come; the report fills on the way.

    Memory does not grow with the file. Nothing must be kept for good of a file that is refused at
    its end.

    :raises Invalid: the file breaks a rule, said with its line and unit
    """
    return _Reader(report).read(file)


class _Reader:
    """Follows the parser through a file and collects the pairs of units that are complete."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.path: list[str] = []
        self.source_language = ""
        self.unit: _Unit | None = None
        self.kind = ""
        self.note: list[str] = []
        self.ready: list[FilePair] = []
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        # A declaration of TMX's own DTD is common and harmless as long as nobody fetches it.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self.refuse
        parser.UnparsedEntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse
        parser.ElementDeclHandler = self.refuse
        parser.AttlistDeclHandler = self.refuse
        parser.StartDoctypeDeclHandler = self.doctype

    def read(self, file: IO[bytes]) -> Iterator[FilePair]:
        size = 0
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise self.fault("too_large", limit=MOST_BYTES)
            self._parse(piece)
            ready, self.ready = self.ready, []
            yield from ready
        if not size:
            raise fault("empty")
        self._parse(b"", is_last=True)
        yield from self.ready

    def _parse(self, piece: bytes, *, is_last: bool = False) -> None:
        try:
            self.parser.Parse(piece, is_last)
        except expat.ExpatError as wrong:
            raise fault(
                "not_xml", wrong.lineno, self.report.units, why=expat.ErrorString(wrong.code)
            ) from wrong
        except (LookupError, ValueError) as wrong:
            raise fault("encoding_unknown", 1, encoding=str(wrong)[:60]) from wrong

    def fault(self, rule: str, **details: object) -> Exception:
        number = self.unit.number if self.unit else None
        return fault(rule, self.parser.CurrentLineNumber, number, **details)

    def refuse(self, *_declared: object) -> int:
        raise self.fault("dtd")

    def doctype(self, _name: str, _system: str | None, _public: str | None, inside: int) -> None:
        if inside:
            raise self.fault("dtd")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        inside = self.path[-1] if self.path else ""
        if not inside and name != "tmx":
            raise self.fault("not_tmx", name=name[:40])
        if len(self.path) >= _MOST_DEPTH:
            raise self.fault("depth", limit=_MOST_DEPTH)
        if name not in _INSIDE.get(inside, set()):
            raise self.fault("misplaced", name=name[:40], inside=inside)
        if sum(len(value) for value in attributes.values()) > _MOST_ATTRIBUTES:
            raise self.fault("attributes", limit=_MOST_ATTRIBUTES)
        self.path.append(name)
        begin = _BEGIN.get(name)
        if begin is not None:
            begin(self, attributes)

    def begin_tmx(self, attributes: dict[str, str]) -> None:
        version = attributes.get("version", "")
        if version not in _VERSIONS:
            raise self.fault("version", version=version[:20] or "?")

    def begin_header(self, attributes: dict[str, str]) -> None:
        written = attributes.get("srclang", "")
        self.source_language = self._source(written)
        if not self.source_language:
            raise self.fault("no_source_language")

    def _source(self, written: str) -> str:
        return _ANY_LANGUAGE if written.lower() == _ANY_LANGUAGE else language_tag(written)

    def begin_body(self, _attributes: dict[str, str]) -> None:
        if not self.source_language:
            raise self.fault("no_header")

    def begin_tu(self, attributes: dict[str, str]) -> None:
        self.report.units += 1
        if self.report.units > MOST_UNITS:
            raise self.fault("too_many_units", limit=MOST_UNITS)
        source = self._source(attributes.get("srclang", "")) or self.source_language
        self.unit = _Unit(self.report.units, self.parser.CurrentLineNumber, source)
        self._told(attributes)

    def begin_tuv(self, attributes: dict[str, str]) -> None:
        unit = self._unit()
        written = attributes.get("xml:lang") or attributes.get("lang") or ""
        language = language_tag(written)
        if not language:
            raise self.fault("no_language", language=written[:40])
        if len(unit.texts) >= _MOST_TEXTS:
            raise self.fault("too_many_texts", limit=_MOST_TEXTS)
        unit.texts.append(_Text(language))
        self._told(attributes)

    def begin_seg(self, _attributes: dict[str, str]) -> None:
        self._unit().texts[-1].segments += 1

    def begin_code(self, _attributes: dict[str, str]) -> None:
        self.report.tags += 1

    def begin_prop(self, attributes: dict[str, str]) -> None:
        self.kind, self.note = attributes.get("type", "").strip().lower(), []

    def _unit(self) -> _Unit:
        if self.unit is None:
            raise self.fault("misplaced", name=self.path[-1], inside="tmx")
        return self.unit

    def _told(self, attributes: dict[str, str]) -> None:
        """Take from the attributes of a unit or a text when it was made, and whether by machine."""
        unit = self._unit()
        self.report.names += sum(bool(attributes.get(name)) for name in _PERSONS)
        written = attributes.get("changedate") or attributes.get("creationdate") or ""
        moment = _moment(written)
        if moment and (unit.made_at is None or moment > unit.made_at):
            unit.made_at = moment
        tool = f"{attributes.get('creationtool', '')} {attributes.get('creationid', '')}"
        unit.is_machine |= tool.strip().lower() in _MACHINE

    def text(self, text: str) -> None:
        if "seg" in self.path:
            self._segment(text)
        elif self.path and self.path[-1] == "prop" and len(self.note) <= MOST_CHARACTERS:
            self.note.append(text[:MOST_CHARACTERS])

    def _segment(self, text: str) -> None:
        into = self._unit().texts[-1]
        into.size += len(text)
        if into.size > MOST_CHARACTERS:
            raise self.fault("too_long", limit=MOST_CHARACTERS)
        # Codes are left out, but for the text that a code holds for readers.
        within = next((name for name in reversed(self.path) if name in {*_CODES, "sub"}), "")
        if within not in _CODES:
            into.parts.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        if name == "prop" and self.unit is not None:
            self._property(self.unit, "".join(self.note).strip())
        elif name == "tu" and self.unit is not None:
            self._complete(self.unit)
            self.unit = None

    def _property(self, unit: _Unit, value: str) -> None:
        if self.kind in _BEFORE:
            unit.before = value
        elif self.kind in _AFTER:
            unit.after = value
        elif self.kind == "x-origin" and value.lower() in _MACHINE:
            unit.is_machine = True
        elif self.kind == "x-status":
            unit.status = value.lower()

    def _complete(self, unit: _Unit) -> None:
        if any(text.segments != 1 for text in unit.texts):
            raise self.fault("no_segment")
        texts = [(text.language, "".join(text.parts)) for text in unit.texts]
        self.report.languages.update(language for language, _text in texts)
        source = _first_of(texts, unit.source_language)
        if source is None:
            raise self.fault("not_a_unit", language=unit.source_language)
        others = [(tag, text) for tag, text in texts if tag != source[0] and text.strip()]
        if not others or not source[1].strip():
            self.report.without_translation += 1
            return
        self.report.pairs += len(others)
        self.ready += [
            FilePair(
                *(source[0], language, source[1], text, unit.before, unit.after),
                is_machine=unit.is_machine,
                is_draft=unit.status == "draft",
                is_approved=unit.status == "approved",
                made_at=unit.made_at,
            )
            for language, text in others
        ]


_BEGIN = {
    "tmx": _Reader.begin_tmx,
    "header": _Reader.begin_header,
    "body": _Reader.begin_body,
    "tu": _Reader.begin_tu,
    "tuv": _Reader.begin_tuv,
    "seg": _Reader.begin_seg,
    "prop": _Reader.begin_prop,
    **dict.fromkeys(_CODES, _Reader.begin_code),
}


def _first_of(texts: list[tuple[str, str]], language: str) -> tuple[str, str] | None:
    return next((each for each in texts if language in (each[0], _ANY_LANGUAGE)), None)


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
