"""When a unit, a block and a course are satisfied (cmi5, 9.3.9 and 13.1.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openluban.learning.launches.rules.structure import Block, MoveOn, Unit


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a unit in a registration."""

    completed: bool = False
    passed: bool = False
    waived: bool = False


NOTHING_DONE = Done()


def is_satisfied(unit: Unit, done: Done) -> bool:
    """Test whether a unit need not be opened any more."""
    if done.waived:
        return True
    match unit.move_on:
        case MoveOn.PASSED:
            return done.passed
        case MoveOn.COMPLETED:
            return done.completed
        case MoveOn.BOTH:
            return done.completed and done.passed
        case MoveOn.EITHER:
            return done.completed or done.passed
    return True


def satisfied(course: Block, done: Mapping[str, Done]) -> Iterator[Block]:
    """Yield the blocks all of whose units are satisfied, inner ones first, the course last.

    ``done`` is by the publishers' ids of units; what is not in it was not begun.
    """
    for block in (*course.blocks(), course):
        if all(is_satisfied(unit, done.get(unit.key, NOTHING_DONE)) for unit in block.units()):
            yield block
