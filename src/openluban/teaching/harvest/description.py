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
