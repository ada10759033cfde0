"""XLIFF 2.0 to 2.2 read, of whatever tool."""

from collections.abc import Iterator

from openluban.teaching.bilingual.formats.faults import fault
from openluban.teaching.bilingual.formats.xliff import (
    CORE,
    INITIAL,
    OWN,
    XliffFile,
    XliffSegment,
    XliffUnit,
)
from openluban.teaching.bilingual.formats.xml_tree import Element, read_tree

LONGEST = 20_000
_VERSIONS = {"2.0", "2.1", "2.2"}
_NAMESPACES = {CORE, "urn:oasis:names:tc:xliff:document:2.2"}
_MOST_DIGITS = 9


def read_xliff(data: bytes) -> XliffFile:
    """Return the one file that the document holds, with all its units, those of groups too.

    :raises Invalid: it breaks a rule, said with its line and unit
    """
    root = read_tree(data)
    space, _space, name = root.name.rpartition(" ")
    if name != "xliff" or space not in _NAMESPACES:
        raise fault("not_xliff", root.line, name=name[:40])
    version = root.attributes.get("version", "")
    if version not in _VERSIONS:
        raise fault("version", root.line, version=version[:20])
    files = root.all(f"{space} file")
    units = [_unit(each, space) for file in files for each in _units(file, space)]
    if not units or len(files) != 1:
        raise fault("no_unit", root.line)
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            raise fault("twice", unit.line, unit.id, name=unit.id[:60])
        seen.add(unit.id)
    return XliffFile(
        files[0].attributes.get("original", ""),
        root.attributes.get("srcLang", ""),
        root.attributes.get("trgLang", ""),
        tuple(units),
    )


def _units(parent: Element, space: str) -> Iterator[Element]:
    for child in parent.children:
        if isinstance(child, Element) and child.name == f"{space} unit":
            yield child
        elif isinstance(child, Element) and child.name == f"{space} group":
            yield from _units(child, space)


def _unit(unit: Element, space: str) -> XliffUnit:
    name = unit.attributes.get("id", "")
    written = unit.attributes.get(f"{OWN} number", "")
    is_number = written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS
    return XliffUnit(
        id=name,
        kind=unit.attributes.get("type", "").removeprefix("luban:"),
        digest=unit.attributes.get(f"{OWN} digest", ""),
        number=int(written) if is_number else -1,
        segments=tuple(_segments(unit, space, name)),
        line=unit.line,
    )


def _segments(unit: Element, space: str, name: str) -> Iterator[XliffSegment]:
    for segment in unit.all(f"{space} segment"):
        source = segment.first(f"{space} source")
        target = segment.first(f"{space} target")
        if source is None:
            raise fault("no_source", segment.line, name)
        yield XliffSegment(
            source=_text(source, space, name),
            target=None if target is None else _text(target, space, name),
            state=segment.attributes.get("state", INITIAL),
            line=segment.line,
        )


def _text(element: Element, space: str, unit: str) -> str:
    """Return plain text; marks around it are left out, codes of other tools are refused."""
    found = ""
    for child in element.children:
        if isinstance(child, str):
            found += child
        elif child.name == f"{space} mrk":
            found += _text(child, space, unit)
        elif child.name not in {f"{space} sm", f"{space} em"}:
            raise fault("inline", child.line, unit, name=child.name.rpartition(" ")[2][:40])
    if len(found) > LONGEST:
        raise fault("too_long", element.line, unit, limit=LONGEST)
    return found
