"""How many hours of a session somebody attended."""

from decimal import ROUND_HALF_UP, Decimal

from openluban.learning.attendance.rules.words import Presence

_HUNDREDTH = Decimal("0.01")


def planned_hours(minutes: int) -> Decimal:
    """Return the hours of a session for which nobody said how many it counts."""
    return (Decimal(minutes) / 60).quantize(_HUNDREDTH, ROUND_HALF_UP)


def attended_hours(presence: Presence, late: int, *, hours: Decimal, minutes: int) -> Decimal:
    """Return the part of a session's ``hours`` that counts as attended.

    Whoever came ``late`` minutes after the beginning of ``minutes`` gets the share that was left.
    Absent and excused count none.
    """
    if presence == Presence.PRESENT:
        return hours
    if presence != Presence.LATE or minutes <= 0:
        return Decimal(0)
    left = max(minutes - late, 0)
    return (hours * left / minutes).quantize(_HUNDREDTH, ROUND_HALF_UP)
