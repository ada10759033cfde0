"""A pattern entered once makes dated sessions; local times become moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same weekdays (0 is Monday) every so many weeks, from a day to a day, both included."""

    weekdays: frozenset[int]
    starts_on: date
    ends_on: date
    every: int = 1

    def days(self) -> Iterator[date]:
        """Yield the days, earliest first. Weeks are counted from the one of the first day."""
        monday = self.starts_on - timedelta(days=self.starts_on.weekday())
        while monday <= self.ends_on:
            for weekday in sorted(self.weekdays):
                day = monday + timedelta(days=weekday)
                if self.starts_on <= day <= self.ends_on:
                    yield day
            monday += timedelta(days=_WEEK * self.every)


def length_of(begins: time, ends: time) -> timedelta:
    """Return how long a session lasts by the clock on the wall."""
    day = date(2000, 1, 1)
    return datetime.combine(day, ends) - datetime.combine(day, begins)


def moments_of(day: date, begins: time, ends: time, zone: str) -> tuple[datetime, datetime]:
    """Return the moments at which a session begins and ends.

    Where the clock is put forward over the beginning, it begins as much later; it always lasts as
    long as the wall clock said when it was planned.
    """
    start = datetime.combine(day, begins, ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
    return start, start + length_of(begins, ends)


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=_WEEK - 1)
