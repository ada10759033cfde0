"""What a package of another learning system says of itself, whichever kind it is."""

from dataclasses import dataclass, field
from enum import StrEnum

from openluban.kernel.refusals import Problem

Wordings = dict[str, str]
"""Words by language as it was written; ``""`` where none was."""


class Kind(StrEnum):
    """The kinds of packages that are read."""

    SCORM_12 = "scorm12"
    SCORM_2004 = "scorm2004"
    CARTRIDGE = "cc"
    CMI5 = "cmi5"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place in the order of a package that learners come to.

    ``pages`` are files in the package, the first one opens; ``html`` and ``link`` are what stands
    in the manifest or a file of its own instead. ``element`` and ``line`` say where it is named.
    """

    title: Wordings
    element: str
    line: int
    pages: tuple[str, ...] = ()
    html: str = ""
    link: str = ""
    description: Wordings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata say; ``languages`` in the order in which they are named."""

    title: Wordings = field(default_factory=dict)
    description: Wordings = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    rights: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package that was read: its kind and version, its leaves in order, what stays behind."""

    kind: Kind
    version: str
    identifier: str
    about: About
    leaves: tuple[Leaf, ...]
    notes: tuple[Problem, ...]
