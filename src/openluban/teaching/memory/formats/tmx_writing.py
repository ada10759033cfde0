"""TMX 1.4b written unit by unit, so that a memory of any size goes through."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

_UNFIT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)])
"""What XML cannot hold."""


class TmxUnit(NamedTuple):
    """A unit as it is written; languages as TMX writes them (``zh-Hans``)."""

    number: int
    source_language: str
    target_language: str
    source: str
    target: str
    origin: str = ""
    licence: str = ""
    status: str = ""
    is_machine: bool = False
    made_at: datetime | None = None


def written_language(tag: str) -> str:
    """Return a tag of the memory as people write it: the script with a capital letter."""
    return "-".join(part.title() if place else part for place, part in enumerate(tag.split("-")))


def write_tmx(
    units: Iterable[TmxUnit], *, source_language: str, version: str, at: datetime
) -> Iterator[bytes]:
    """Yield the file piece by piece, in UTF-8."""
    header = {
        "creationtool": "OpenLuban",
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": "OpenLuban",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "plaintext",
        "creationdate": _moment(at),
    }
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        f'<tmx version="1.4">\n<header{_attributes(header)}/>\n<body>\n'
    ).encode()
    for unit in units:
        yield _unit(unit).encode()
    yield b"</body>\n</tmx>\n"


def _unit(unit: TmxUnit) -> str:
    about = {"tuid": str(unit.number)}
    if unit.made_at:
        about["creationdate"] = _moment(unit.made_at)
    told = {
        "x-project": unit.origin,
        "x-licence": unit.licence,
        "x-status": unit.status,
        "x-origin": "machine" if unit.is_machine else "",
    }
    properties = "".join(
        f'<prop type="{kind}">{_text(value)}</prop>' for kind, value in told.items() if value
    )
    texts = "".join(
        f'<tuv xml:lang="{language}"><seg>{_text(text)}</seg></tuv>'
        for language, text in (
            (unit.source_language, unit.source),
            (unit.target_language, unit.target),
        )
    )
    return f"<tu{_attributes(about)}>{properties}{texts}</tu>\n"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_fit(value))}" for name, value in values.items())


def _text(text: str) -> str:
    # A bare carriage return would be read back as a line end.
    return escape(_fit(text), {"\r": "&#13;"})


def _fit(text: str) -> str:
    return text.translate(_UNFIT)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
