"""XLIFF 2.1 written."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from openluban.teaching.bilingual.formats.xliff import (
    CORE,
    MATCHES,
    OWN,
    TRANSLATED,
    XliffFile,
    XliffMatch,
    XliffSegment,
    XliffUnit,
)

_UNFIT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)])
"""What XML cannot hold."""


def write_xliff(file: XliffFile) -> bytes:
    """Return the file, in UTF-8."""
    return "".join(_written(file)).encode()


def _written(file: XliffFile) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<xliff xmlns="{CORE}" xmlns:mtc="{MATCHES}" xmlns:luban="{OWN}" version="2.1"'
        f" srcLang={_quoted(file.source_language)} trgLang={_quoted(file.target_language)}>\n"
    )
    yield f'<file id="f1" original={_quoted(file.original)} canResegment="no">\n'
    for unit in file.units:
        yield from _unit(unit)
    yield "</file>\n</xliff>\n"


def _unit(unit: XliffUnit) -> Iterator[str]:
    fixed = ' translate="no"' if unit.kind == "code" else ""
    yield (
        f'<unit id={_quoted(unit.id)} type="luban:{unit.kind}"{fixed}'
        f' luban:digest="{unit.digest}" luban:number="{unit.number}" xml:space="preserve">\n'
    )
    if unit.matches:
        yield "<mtc:matches>\n"
        yield from (_match(place, match) for place, match in enumerate(unit.matches, start=1))
        yield "</mtc:matches>\n"
    if unit.notes:
        yield "<notes>\n"
        for category, text in unit.notes:
            yield f"<note category={_quoted(category)}>{_text(text)}</note>\n"
        yield "</notes>\n"
    for place, segment in enumerate(unit.segments, start=1):
        yield _segment(place, segment)
    yield "</unit>\n"


def _segment(place: int, segment: XliffSegment) -> str:
    target = "" if segment.target is None else f"<target>{_text(segment.target)}</target>"
    state = TRANSLATED if segment.state == TRANSLATED and target else "initial"
    written = (
        f'<segment id="s{place}" state="{state}">'
        f"<source>{_text(segment.source)}</source>{target}</segment>\n"
    )
    if segment.gap:
        written += f'<ignorable id="g{place}"><source>{_text(segment.gap)}</source></ignorable>\n'
    return written


def _match(place: int, match: XliffMatch) -> str:
    kind = ' type="mt"' if match.is_machine else ""
    return (
        f'<mtc:match id="m{place}" ref="#s{match.segment + 1}"'
        f' similarity="{match.similarity * 100:.1f}"{kind} origin={_quoted(match.origin)}>'
        f"<source>{_text(match.source)}</source><target>{_text(match.target)}</target>"
        "</mtc:match>\n"
    )


def _text(text: str) -> str:
    return escape(text.translate(_UNFIT))


def _quoted(text: str) -> str:
    return quoteattr(text.translate(_UNFIT))
