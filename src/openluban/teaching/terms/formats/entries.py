"""A term base as files hold it: what TBX-Basic can say and the registers can keep."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileTerm:
    """A term; ``status`` and ``part_of_speech`` are codes of the registers, "" where none is given.

    ``line`` is where it stands in the file that was read.
    """

    language: str
    text: str
    key: str = ""
    status: str = ""
    part_of_speech: str = ""
    remark: str = ""
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FileConcept:
    """A concept with its terms; ``definitions`` are language to text."""

    key: str
    domain: str = ""
    definitions: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    source: str = ""
    terms: tuple[FileTerm, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that was not understood, how often it stands in the file, and where first."""

    what: str
    times: int
    line: int


@dataclass(frozen=True, slots=True)
class TermFile:
    """What a file holds, and what of it was left out."""

    concepts: tuple[FileConcept, ...]
    leftovers: tuple[Leftover, ...] = ()
