"""What a translation holds as XLIFF 2.1 has it."""

from dataclasses import dataclass, field

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
OWN = "urn:openluban:xliff:1"
"""Attributes of ours: which source clause a unit is, and how often it had been saved."""
INITIAL, TRANSLATED = "initial", "translated"


@dataclass(frozen=True, slots=True)
class XliffMatch:
    """A candidate for a segment: what the memory holds, by how much it is the same."""

    segment: int
    similarity: float
    source: str
    target: str
    origin: str
    is_machine: bool = False


@dataclass(frozen=True, slots=True)
class XliffSegment:
    """A segment; ``gap`` is the white space after it. ``target`` is None where there is none."""

    source: str
    target: str | None
    gap: str = ""
    state: str = INITIAL
    line: int = 0


@dataclass(frozen=True, slots=True)
class XliffUnit:
    """A clause. ``number`` counts how often it had been saved when the file was written."""

    id: str
    kind: str
    digest: str
    number: int
    segments: tuple[XliffSegment, ...]
    notes: tuple[tuple[str, str], ...] = ()
    matches: tuple[XliffMatch, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class XliffFile:
    """A translation of one unit; languages as people write them (``zh-Hans``)."""

    original: str
    source_language: str
    target_language: str
    units: tuple[XliffUnit, ...] = field(default=())


def written_language(tag: str) -> str:
    """Return a tag as people write it: the script with a capital letter."""
    parts = tag.split("-")
    script = len("Hans")
    return "-".join(
        part.title() if place and len(part) == script else part for place, part in enumerate(parts)
    )
