"""How the hours of a course's stages stand to the hours of the course."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sum(StrEnum):
    """What the stages' hours say of the course's."""

    AGREES = "agrees"
    LESS = "less"
    MORE = "more"
    UNKNOWN = "unknown"
    """The course has no hours, or a stage is missing or has none."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of all stages together, and how they stand to those of the course."""

    total: Decimal
    stands: Sum


def compare_hours(
    course: Decimal | None, stages: Sequence[Decimal | None], *, expected: int
) -> Hours:
    """Return the sum over the stages, of which a whole project has ``expected``.

    More than the course has is more even where a stage is still missing.
    """
    total = sum((hours for hours in stages if hours is not None), Decimal(0))
    if course is None:
        return Hours(total, Sum.UNKNOWN)
    if total > course:
        return Hours(total, Sum.MORE)
    if len(stages) < expected or None in stages:
        return Hours(total, Sum.UNKNOWN)
    return Hours(total, Sum.AGREES if total == course else Sum.LESS)
