"""Dates known to the day, the month or the year."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.dates import (
    ImpreciseDate,
    NotADate,
    Precision,
    typed_date,
    typed_day,
)

forms = st.dates().map(date.isoformat).flatmap(lambda day: st.sampled_from([day[:4], day[:7], day]))


@given(forms)
def test_a_date_reads_back_from_its_text(text: str) -> None:
    read = ImpreciseDate.read(text)

    assert read.text == str(read) == text
    assert ImpreciseDate.read(read.text) == read


@given(forms)
def test_the_earliest_day_is_never_after_the_latest(text: str) -> None:
    read = ImpreciseDate.read(text)

    assert read.earliest <= read.latest
    assert read.is_exact == (read.earliest == read.latest) == (len(text) == len("2025-08-30"))


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    read = ImpreciseDate.read(f"{year:04}-{month:02}")

    assert read.earliest == date(year, month, 1)
    assert read.latest == date(year, month, calendar.monthrange(year, month)[1])


@given(st.integers(1, 9999))
def test_a_year_runs_from_new_year_to_its_last_day(year: int) -> None:
    read = ImpreciseDate.read(f"{year:04}")

    assert (read.earliest, read.latest) == (date(year, 1, 1), date(year, 12, 31))


@given(st.dates())
def test_a_day_known_is_exact(day: date) -> None:
    assert ImpreciseDate.on(day) == ImpreciseDate.read(day.isoformat())


@given(st.text() | st.from_regex(r"[0-9./-]{1,12}", fullmatch=True))
def test_any_other_text_is_refused_by_name(text: str) -> None:
    try:
        read = ImpreciseDate.read(text)
    except NotADate:
        return
    assert read.text == text.strip()


@pytest.mark.parametrize(
    ("text", "precision", "latest"),
    [
        ("2025", Precision.YEAR, "2025-12-31"),
        ("2025-08", Precision.MONTH, "2025-08-31"),
        ("2024-02", Precision.MONTH, "2024-02-29"),
        ("2025-02", Precision.MONTH, "2025-02-28"),
        ("1900-02", Precision.MONTH, "1900-02-28"),
        ("2025-08-30", Precision.DAY, "2025-08-30"),
        (" 2025-08-30 ", Precision.DAY, "2025-08-30"),
    ],
)
def test_how_closely_a_date_is_known(text: str, precision: Precision, latest: str) -> None:
    read = ImpreciseDate.read(text)

    assert read.precision == precision
    assert read.latest.isoformat() == latest


@pytest.mark.parametrize(
    "text",
    [
        "2025-13", "2025-00", "2025-02-30", "2023-02-29", "30.08.2025", "2025-8", "2025-08-1",
        "20250830", "0000", "2025-08-30T10:00", "２０２５", "", "soon",
    ],
)  # fmt: skip
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(NotADate):
        ImpreciseDate.read(text)


def test_dates_are_ordered_by_their_earliest_day() -> None:
    texts = ["2025-08-30", "2024", "2025", "2025-09"]

    assert [str(one) for one in sorted(map(ImpreciseDate.read, texts))] == [
        "2024",
        "2025",
        "2025-08-30",
        "2025-09",
    ]


@given(st.dates(date(1000, 1, 1)))
def test_a_typed_day_is_read_as_it_is_written_here_and_there(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month:02}.{number:02}",
        f"{year}年{month}月{number}日",
        f" {number:02}.{month:02}.{year} ",
        f"{number}.{month}.{year} г.",
    ):
        assert typed_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025-08", "30/08/2025", "30-08-2025", "30.08.25", "31.02.2025", "٣٠.٠٨.٢٠٢٥"],
)
def test_what_may_be_another_day_is_no_typed_day(text: str) -> None:
    with pytest.raises(NotADate):
        typed_day(text)


@given(st.dates(date(1000, 1, 1)))
def test_a_typed_date_may_be_a_month_or_a_year(day: date) -> None:
    year, month = day.year, day.month
    known = ImpreciseDate.read(f"{year}-{month:02}")
    written = (f"{year}-{month}", f"{year}/{month:02}", f"{year}年{month}月", f"{month:02}.{year}")
    for text in written:
        assert typed_date(text) == known
    for text in (f"{year}", f" {year}年"):
        assert typed_date(text) == ImpreciseDate.read(str(year))
    for text in (day.isoformat(), f"{day.day}.{month}.{year}", f"{year}年{month}月{day.day}日"):
        assert typed_date(text) == ImpreciseDate.on(day)


@pytest.mark.parametrize(
    "text", ["", "0000", "2025-13", "13.2025", "30/08/2025", "08/2025", "2025年13月", "31.02.2025"]
)
def test_what_may_be_another_date_is_no_typed_date(text: str) -> None:
    with pytest.raises(NotADate):
        typed_date(text)
