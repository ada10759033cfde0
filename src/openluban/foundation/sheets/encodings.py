"""Which encoding a text file is in: UTF-8, UTF-16, GB18030 or windows-1251, found or given."""

import codecs
import re
from dataclasses import dataclass

from openluban.foundation.sheets.dialects import count_records
from openluban.foundation.sheets.plausibility import (
    chinese_likelihood,
    is_ordinary,
    russian_likelihood,
)
from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem

_CHUNK = 1 << 20
_SAMPLE = 32_000
_CONTEXT = 100
_KNOWN = frozenset(
    {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"}
    | {"cp1251", "cp1252", "koi8-r", "cp866"}
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
# Decoded rightly, a character costs no more than this on average; below, it is another encoding.
_LEAST_CHINESE, _LEAST_RUSSIAN = -12.0, -7.5
_MARGIN = 2.0
_MOSTLY_UTF8 = 0.8
_MOSTLY_ORDINARY = 0.9


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """An encoding's name as reported, the codec that reads it, and the length of its BOM."""

    name: str
    codec: str
    start: int = 0


def find_encoding(content: bytes, asked: str | None = None) -> TextEncoding:
    """Return the encoding that the whole content was checked to be in.

    :raises StopReading: the bytes are not text, or not text of the asked or any known encoding
    """
    found = _asked(content, asked) if asked else _marked(content) or _guessed(content)
    bad = first_bad_byte(content, found)
    if bad is not None:
        raise StopReading(_undecodable(content, found, bad))
    return found


def first_bad_byte(content: bytes, encoding: TextEncoding) -> int | None:
    """Return where the content stops being text of this encoding, or None if it never does."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    for offset in range(encoding.start, len(content), _CHUNK):
        pending = len(decoder.getstate()[0])
        chunk = content[offset : offset + _CHUNK]
        try:
            decoder.decode(chunk, final=offset + _CHUNK >= len(content))
        except UnicodeDecodeError as error:
            return offset - pending + error.start
    return None


def _asked(content: bytes, asked: str) -> TextEncoding:
    try:
        name = codecs.lookup(asked).name
    except (LookupError, ValueError):
        name = ""
    if name not in _KNOWN:
        raise StopReading(problem(Rule.UNKNOWN_ENCODING, encoding=asked))
    marked = _marked(content)
    if marked and marked.codec.startswith(name.removesuffix("-sig")):
        return marked
    if name == "utf-16":
        name = "utf-16-le"
    name = name.removesuffix("-sig")
    return TextEncoding(name, "gb18030" if name in {"gbk", "gb2312"} else name)


def _marked(content: bytes) -> TextEncoding | None:
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise StopReading(problem(Rule.NOT_TEXT))
    for bom, name in _BOMS:
        if content.startswith(bom):
            return TextEncoding(name, name.removesuffix("-sig"), len(bom))
    return None


def _guessed(content: bytes) -> TextEncoding:
    if b"\0" in content:
        return _unmarked_utf16(content)
    utf8 = TextEncoding("utf-8", "utf-8")
    if first_bad_byte(content, utf8) is None or _is_damaged_utf8(content):
        return utf8
    return _more_plausible(_high_lines(content)) or utf8


def _high_lines(content: bytes) -> bytes:
    """Return a sample of the lines that hold anything but ASCII, in time linear in the content."""
    lines: list[bytes] = []
    size, place = 0, 0
    while size < _SAMPLE and (found := _HIGH.search(content, place)):
        high = found.start()
        start = max(content.rfind(b"\n", place, high) + 1, place, high - _CONTEXT)
        end = content.find(b"\n", high)
        place = len(content) if end < 0 else end
        lines.append(content[start : min(place, high + _SAMPLE)])
        size += len(lines[-1])
    return b"\n".join(lines)


def _unmarked_utf16(content: bytes) -> TextEncoding:
    """Take UTF-16 for evident where nearly every pair of bytes is an ordinary character."""
    sample = content[:_SAMPLE]
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        if len(text) and sum(map(is_ordinary, text)) >= _MOSTLY_ORDINARY * len(text):
            return TextEncoding(name, name)
    raise StopReading(problem(Rule.NOT_TEXT))


def _is_damaged_utf8(content: bytes) -> bool:
    """Test whether nearly all non-ASCII characters are good UTF-8: damage, not another encoding."""
    text = _high_lines(content).decode("utf-8", "replace")
    high = sum(character > "\x7f" for character in text)
    return high > 0 and 1 - text.count("\ufffd") / high >= _MOSTLY_UTF8


def _more_plausible(sample: bytes) -> TextEncoding | None:
    """Return the encoding in which the sample reads like a language; None if neither or both do."""
    chinese = sample.decode("gb18030", "replace")
    russian = sample.decode("cp1251", "replace")
    as_chinese, as_russian = chinese_likelihood(chinese), russian_likelihood(russian)
    if as_chinese > as_russian + _MARGIN:
        return _if_likely("gb18030", chinese, as_chinese, _LEAST_CHINESE)
    if as_russian > as_chinese + _MARGIN:
        return _if_likely("cp1251", russian, as_russian, _LEAST_RUSSIAN)
    return None


def _if_likely(name: str, text: str, likelihood: float, least: float) -> TextEncoding | None:
    high = sum(character > "\x7f" for character in text)
    return TextEncoding(name, name) if likelihood >= least * high else None


def _undecodable(content: bytes, encoding: TextEncoding, bad: int) -> SheetProblem:
    good = content[encoding.start : bad].decode(encoding.codec, "replace")
    row = count_records(good.replace("\r\n", "\n").replace("\r", "\n"))
    return problem(Rule.UNDECODABLE, row=row, encoding=encoding.name)
