"""What a cmi5 course consists of: units in blocks, as its course structure says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class MoveOn(StrEnum):
    """What satisfies a unit."""

    PASSED = "Passed"
    COMPLETED = "Completed"
    BOTH = "CompletedAndPassed"
    EITHER = "CompletedOrPassed"
    NOTHING = "NotApplicable"


@dataclass(frozen=True, slots=True)
class Unit:
    """An assignable unit. ``key`` is its publisher's id, ``path`` the page that opens."""

    key: str
    titles: Mapping[str, str]
    path: str
    move_on: MoveOn = MoveOn.NOTHING
    mastery: Decimal | None = None
    parameters: str = ""
    entitlement: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Units and blocks that belong together; the course itself is the outermost one."""

    key: str
    titles: Mapping[str, str]
    parts: tuple["Unit | Block", ...] = ()

    def units(self) -> Iterator[Unit]:
        """Yield its units in their order, those of inner blocks as well."""
        for part in self.parts:
            if isinstance(part, Unit):
                yield part
            else:
                yield from part.units()

    def blocks(self) -> Iterator["Block"]:
        """Yield the blocks within it, inner ones first; not itself."""
        for part in self.parts:
            if isinstance(part, Block):
                yield from part.blocks()
                yield part

    def unit(self, key: str) -> Unit | None:
        """Return a unit by its publisher's id."""
        return next((each for each in self.units() if each.key == key), None)


def plain(part: Unit | Block) -> dict[str, Any]:
    """Return a part as JSON can hold it."""
    said: dict[str, Any] = {"id": part.key, "titles": dict(part.titles)}
    if isinstance(part, Block):
        return said | {"parts": [plain(each) for each in part.parts]}
    return said | {
        "path": part.path,
        "move_on": part.move_on.value,
        "mastery": None if part.mastery is None else str(part.mastery),
        "parameters": part.parameters,
        "entitlement": part.entitlement,
    }


def course_from(said: Mapping[str, Any]) -> Block:
    """Return the course that :func:`plain` wrote down."""
    return Block(said["id"], said["titles"], tuple(_part(each) for each in said["parts"]))


def _part(said: Mapping[str, Any]) -> Unit | Block:
    if "parts" in said:
        return course_from(said)
    mastery = said["mastery"]
    return Unit(
        said["id"],
        said["titles"],
        said["path"],
        MoveOn(said["move_on"]),
        None if mastery is None else Decimal(mastery),
        said["parameters"],
        said["entitlement"],
    )
