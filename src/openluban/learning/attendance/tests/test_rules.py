"""Repetition, time zones, hours, and which of several marks holds."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import permutations
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.learning.attendance.rules.hours import attended_hours, planned_hours
from openluban.learning.attendance.rules.repeating import Repeat, length_of, moments_of, week_of
from openluban.learning.attendance.rules.settling import Set, Settled, put_right, settle
from openluban.learning.attendance.rules.words import Presence
from openluban.learning.attendance.rules.zones import is_zone, zones_of

ZONES = ("Africa/Cairo", "Asia/Almaty", "Asia/Dushanbe", "Europe/Lisbon", "Asia/Tehran", "UTC")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))
START = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)


@given(
    st.frozensets(st.integers(0, 6)),
    DAYS,
    st.integers(0, 400),
    st.integers(1, 8),
)
def test_days_are_the_weekdays_of_every_so_many_weeks(
    weekdays: frozenset[int], first: date, length: int, every: int
) -> None:
    last = first + timedelta(days=length)
    days = list(Repeat(weekdays, first, last, every).days())
    monday = week_of(first)[0]
    expected = [
        day
        for day in (first + timedelta(days=each) for each in range(length + 1))
        if day.weekday() in weekdays and (week_of(day)[0] - monday).days // 7 % every == 0
    ]
    assert days == expected


def test_nothing_repeats_before_it_starts() -> None:
    repeat = Repeat(frozenset({0, 4}), date(2026, 9, 2), date(2026, 9, 14), every=2)
    assert list(repeat.days()) == [date(2026, 9, 4), date(2026, 9, 14)]
    assert list(Repeat(frozenset({0}), date(2026, 9, 8), date(2026, 9, 7)).days()) == []


@given(DAYS, TIMES, TIMES, st.sampled_from(ZONES))
def test_a_session_lasts_as_long_as_the_wall_clock_said(
    day: date, one: time, other: time, zone: str
) -> None:
    begins, ends = sorted((one, other))
    start, end = moments_of(day, begins, ends, zone)
    assert end - start == length_of(begins, ends)
    local = start.astimezone(ZoneInfo(zone))
    is_skipped = local.replace(tzinfo=None) != datetime.combine(day, begins)
    # Only where the clock was put forward over it does it begin later than planned.
    assert local.date() == day
    assert not is_skipped or local.time() > begins


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        ("Africa/Cairo", date(2026, 4, 23), "07:00"),
        ("Africa/Cairo", date(2026, 4, 24), "06:00"),
        ("Africa/Cairo", date(2026, 10, 29), "06:00"),
        ("Africa/Cairo", date(2026, 10, 30), "07:00"),
        ("Asia/Almaty", date(2024, 2, 29), "03:00"),
        ("Asia/Almaty", date(2024, 3, 1), "04:00"),
        ("Asia/Dushanbe", date(2026, 7, 1), "04:00"),
    ],
)
def test_nine_in_the_morning_stays_nine_in_the_morning(zone: str, day: date, utc: str) -> None:
    start, _end = moments_of(day, time(9), time(10), zone)
    assert start.strftime("%H:%M") == utc


def test_a_lesson_in_the_hour_that_is_left_out_begins_later_and_keeps_its_length() -> None:
    start, end = moments_of(date(2026, 4, 24), time(0, 30), time(1, 10), "Africa/Cairo")
    assert start.astimezone(ZoneInfo("Africa/Cairo")).time() == time(1, 30)
    assert end - start == timedelta(minutes=40)


def test_zones_of_countries_begin_with_the_usual_one() -> None:
    assert zones_of("tj") == ("Asia/Dushanbe",)
    assert zones_of("kz")[0] == "Asia/Almaty"
    assert "Asia/Oral" in zones_of("kz")
    assert zones_of("xx") == ("UTC",)
    assert not is_zone("../etc/passwd")
    assert not is_zone("Nowhere/Town")


@pytest.mark.parametrize(
    ("presence", "late", "hours"),
    [
        ("present", 0, "2"),
        ("late", 15, "1.67"),
        ("late", 999, "0"),
        ("absent", 0, "0"),
        ("excused", 0, "0"),
    ],
)
def test_hours_attended_are_the_share_that_was_left(presence: str, late: int, hours: str) -> None:
    got = attended_hours(Presence(presence), late, hours=Decimal(2), minutes=90)
    assert got == Decimal(hours)


@given(st.integers(0, 2000), st.integers(1, 1440))
def test_nobody_attends_more_than_was_planned(late: int, minutes: int) -> None:
    hours = planned_hours(minutes)
    got = attended_hours(Presence.LATE, late, hours=hours, minutes=minutes)
    assert 0 <= got <= hours


def mark(number: int, minute: int, says: str, device: str, over: int | None = None) -> Set:
    """Return a mark set so many minutes after the beginning."""
    seen = None if over is None else UUID(int=over)
    told = START + timedelta(minutes=minute)
    return Set(UUID(int=number), (says, 0), told, device, seen)


def through(*marks: Set) -> tuple[int, bool]:
    """Let marks come in one after the other; return which holds, and whether it is disputed."""
    holder: Set | None = None
    for each in marks:
        settled = settle(each, holder)
        kept = each if settled.new_holds else holder
        assert kept is not None
        holder = Set(
            kept.uuid, kept.says, kept.told_at, kept.device, kept.over, settled.is_disputed
        )
    assert holder is not None
    return holder.uuid.int, holder.is_disputed


def test_two_devices_that_disagree_are_disputed_in_whatever_order_they_send() -> None:
    marks = (mark(1, 1, "present", "a"), mark(2, 5, "absent", "b"))
    assert {through(*order) for order in permutations(marks)} == {(2, True)}


def test_two_devices_that_agree_are_not() -> None:
    marks = (mark(1, 1, "present", "a"), mark(2, 5, "present", "b"))
    assert {through(*order) for order in permutations(marks)} == {(2, False)}


def test_a_correction_by_who_saw_the_other_settles_it() -> None:
    marks = (mark(1, 1, "present", "a"), mark(2, 5, "absent", "b"), mark(3, 9, "late", "a", over=2))
    assert through(*marks) == (3, False)


def test_ones_own_corrections_are_no_dispute() -> None:
    marks = (mark(1, 1, "present", "a"), mark(2, 2, "late", "a", 1), mark(3, 3, "absent", "a", 2))
    assert {through(*order) for order in permutations(marks)} == {(3, False)}


def test_a_later_mark_that_did_not_look_keeps_the_doubt() -> None:
    marks = (mark(1, 1, "present", "a"), mark(2, 5, "absent", "b"), mark(3, 6, "absent", "b", 9))
    assert through(*marks) == (3, True)


@given(st.permutations([mark(number, number, "present", "a") for number in range(1, 6)]))
def test_the_mark_set_last_holds(marks: list[Set]) -> None:
    assert through(*marks) == (5, False)


def test_the_same_moment_is_decided_the_same_way_everywhere() -> None:
    one, other = mark(1, 1, "present", "a"), mark(2, 1, "absent", "b")
    assert {through(*order)[0] for order in permutations((one, other))} == {2}
    assert settle(one, None) == Settled(new_holds=True, is_disputed=False)


def test_a_clock_that_is_off_is_put_right() -> None:
    hour = timedelta(hours=1)
    assert put_right(START, START + hour, START + hour) == START
    # A phone that is a year ahead set it an hour before it sent it.
    ahead = START + timedelta(days=365)
    assert put_right(ahead, ahead + hour, START + hour) == START
    # Nothing is set after it came in.
    assert put_right(START + hour, START, START) == START
