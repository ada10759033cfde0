"""A resource or unit as catalogues know it."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import orjson


@dataclass(frozen=True, slots=True)
class Description:
    """What is told of one; names are pairs of a language (BCP 47) and the wording in it."""

    kind: str
    key: str
    resource: str
    names: list[tuple[str, str]]
    part_of: list[tuple[str, str]]
    sort: str
    languages: list[str]
    makers: list[list[tuple[str, str]]]
    credit: str
    rights: str
    subjects: list[tuple[str, str]]
    days: list[date] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where people read it, beneath the installation's address."""
        return f"/units/{self.key}/read/" if self.kind == "units" else f"/library/{self.key}/"

    def digest(self) -> str:
        """Return a digest that changes when the description does."""
        return sha256(orjson.dumps(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """A published text of a unit; ``source`` is the language it was translated from, or ``""``."""

    unit: str
    language: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A description with what lies around it.

    ``makers`` are (key, names) of the parties; ``field`` is a code of ISCED-F 2013 or ``""``;
    ``parts`` are (key, name) of a resource's units, ``texts`` those of a unit.
    """

    told: Description
    original: str
    makers: list[tuple[str, list[tuple[str, str]]]]
    field: str
    parts: list[tuple[str, str]]
    texts: list[Text]
