"""An Excel workbook up to the rows: which sheets it has, its texts, which numbers are dates."""

import posixpath
import re
from collections.abc import Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.markup import Attributes, Handler, damaged, parse
from openluban.foundation.sheets.problems import Rule, StopReading, problem
from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    from openpyxl.styles import numbers
else:
    numbers = lazily("openpyxl.styles.numbers")

_ROOT_LINKS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_LONGEST_FORMAT = 255
_MOST_ENTRIES = 66_000  # Excel itself allows 65,490 formats
# Dates by the East Asian editions of Excel, whose codes no file spells out.
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's format says of its value."""

    is_date: bool = False
    is_duration: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """All that is needed to read the rows of one sheet; ``texts`` are the shared ones as UTF-8."""

    archive: Archive
    sheet_part: str
    texts: list[bytes]
    styles: list[Style]
    from_1904: bool


def open_workbook(content: bytes, sheet: str | None, limits: Limits) -> Workbook:
    """Open a workbook at the sheet with this name, or at its first visible one.

    :raises StopReading: it is no workbook, holds macros, is damaged, or has no such sheet
    """
    archive = Archive(content, limits)
    book_part = _book_part(archive)
    book = _BookHandler(limits)
    _read(archive, book_part, book)
    folder, name = posixpath.split(book_part)
    links = _links(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    texts, styles = _TextsHandler(limits), _StylesHandler()
    for target, kind in links.values():
        if kind == "sharedStrings" and not texts.texts:
            _read(archive, target, texts)
        elif kind == "styles" and not styles.styles:
            _read(archive, target, styles)
    return Workbook(
        archive=archive,
        sheet_part=_sheet_part(archive, book, links, sheet),
        texts=texts.texts,
        styles=styles.styles,
        from_1904=book.from_1904,
    )


def unescaped(text: str) -> str:
    """Return text with Excel's ``_x000A_`` written out and every line end as a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _read(archive: Archive, part: str, handler: Handler) -> None:
    if part not in archive:
        raise StopReading(damaged(part))
    for _ in parse(archive.chunks(part), handler, part=part):
        pass


def _book_part(archive: Archive) -> str:
    if _ROOT_LINKS not in archive or _TYPES not in archive:
        raise StopReading(problem(Rule.NOT_A_WORKBOOK))
    types = _TypesHandler()
    _read(archive, _TYPES, types)
    if types.macros or any(name.lower().endswith("vbaproject.bin") for name in archive):
        raise StopReading(problem(Rule.MACROS))
    for target, kind in _links(archive, _ROOT_LINKS, "").values():
        if kind == "officeDocument" and types.is_workbook and target in archive:
            return target
    raise StopReading(problem(Rule.NOT_A_WORKBOOK))


def _links(archive: Archive, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return target and kind of the links of a part, by their ids."""
    links = _LinksHandler(folder)
    if part in archive:
        _read(archive, part, links)
    return links.links


def _sheet_part(
    archive: Archive,
    book: "_BookHandler",
    links: dict[str, tuple[str, str]],
    wanted: str | None,
) -> str:
    for name, link, visible in book.sheets:
        target, kind = links.get(link, ("", ""))
        if kind == "worksheet" and target in archive and (name == wanted if wanted else visible):
            return target
    names = ", ".join(name for name, _, _ in book.sheets)
    raise StopReading(problem(Rule.MISSING_WORKSHEET, sheet=wanted or "1", sheets=names))


class _TypesHandler(Handler):
    def __init__(self) -> None:
        self.macros = False
        self.is_workbook = False

    def start(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "").lower()
        self.macros |= "macroenabled" in kind or "vbaproject" in kind
        self.is_workbook |= "spreadsheetml.sheet.main+xml" in kind


class _LinksHandler(Handler):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.links: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(
                posixpath.join("/", self._folder, attributes.get("Target", ""))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.links[attributes.get("Id", "")] = (target.lstrip("/"), kind)
            _check_count(self.links, "rels")


class _BookHandler(Handler):
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            # The id is in a name space of its own, whose prefix is the file's to choose.
            link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            visible = attributes.get("state", "visible") == "visible"
            if len(self.sheets) >= self._limits.max_sheets:
                raise StopReading(problem(Rule.TOO_MANY_SHEETS, limit=self._limits.max_sheets))
            self.sheets.append((attributes.get("name", ""), link, visible))


class _TextsHandler(Handler):
    """Collects the shared texts; phonetic hints are not part of them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0
        self._listening = False
        self._in_hint = False
        self.texts: list[bytes] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._listening = not self._in_hint
        elif name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._in_hint = True

    def end(self, name: str) -> None:
        if name == "t":
            self._listening = False
        elif name == "si":
            if len(self.texts) >= self._limits.max_shared_strings:
                limit = self._limits.max_shared_strings
                raise StopReading(problem(Rule.TOO_MANY_STRINGS, limit=limit))
            text = unescaped("".join(self._pieces))
            self.texts.append(text.encode("utf-8", "surrogatepass"))
        elif name == "rPh":
            self._in_hint = False

    def text(self, text: str) -> None:
        # One piece beyond the limit is kept, so that the cell is found to be too long.
        if self._listening and self._length <= self._limits.max_cell_chars:
            self._pieces.append(text)
            self._length += len(text)


class _StylesHandler(Handler):
    def __init__(self) -> None:
        self._codes = dict(numbers.BUILTIN_FORMATS)
        self._in_cells = False
        self.styles: list[Style] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
            self._codes[_number(attributes.get("numFmtId"))] = code
            _check_count(self._codes, "styles")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.styles.append(self._style(attributes))
            _check_count(self.styles, "styles")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def _style(self, attributes: Attributes) -> Style:
        number = _number(attributes.get("numFmtId"))
        code = self._codes.get(number, "General")
        if code == "General" and number in _EAST_ASIAN_DATES:
            return Style(is_date=True)
        return Style(
            is_date=numbers.is_date_format(code),
            is_duration=numbers.is_timedelta_format(code),
            is_text=attributes.get("quotePrefix") in {"1", "true"},
        )


def _check_count(items: Sized, part: str) -> None:
    if len(items) > _MOST_ENTRIES:
        raise StopReading(damaged(part))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004
