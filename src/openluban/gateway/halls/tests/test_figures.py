"""Figures of country halls."""

from datetime import date

import pytest

from openluban.directory.places.tests.make import AT, make_country, text
from openluban.foundation.figures.reading import read_figure
from openluban.gateway.halls.models import Hall

pytestmark = pytest.mark.django_db


def make_hall(country: str, **rest: object) -> Hall:
    """Make a country hall."""
    given = {"kind": Hall.Kind.COUNTRY_HALL, "state": Hall.State.OPEN, **rest}
    return Hall.objects.create(
        key=country, name=text(country), country=make_country(country), changed_at=AT, **given
    )


def value(at: date, **choices: str) -> int:
    return int(read_figure("country_halls", choices, at=at).value or 0)


def test_open_and_planned_halls_are_counted_apart() -> None:
    make_hall("mn", opened_on="2025-06-01")
    make_hall("ru", state=Hall.State.PLANNED, as_of="2025-08-29")
    day = date(2025, 9, 1)

    assert value(day) == 1
    assert value(day, state="planned") == 1


def test_a_hall_without_an_opening_day_counts_from_the_day_it_was_reported() -> None:
    make_hall("mn", as_of="2025-08-29")

    assert value(date(2025, 8, 28)) == 0
    assert value(date(2025, 8, 29)) == 1


def test_the_comprehensive_hall_is_no_country_hall() -> None:
    make_hall("cn", kind=Hall.Kind.COMPREHENSIVE_HALL, opened_on="2020")

    assert value(date(2025, 1, 1)) == 0
