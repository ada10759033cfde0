"""Figures of programmes."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.directory.places.tests.make import AT, text
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.reading import read_figure
from openluban.network.workshops.public import Workshop
from openluban.network.workshops.tests.make import make_workshop
from openluban.teaching.programmes.models import Category, Programme

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 30)


def make_programme(
    workshop: str, category: str = Category.ELECTRONICS, **rest: object
) -> Programme:
    """Make a programme at a workshop that opened in 2020, made if absent."""
    found = Workshop.objects.filter(key=workshop).first() or make_workshop(workshop)
    return Programme.objects.create(
        workshop=found, name=text("a programme"), category=category, changed_at=AT, **rest
    )


def value(key: str, at: date = DAY, **choices: str) -> Decimal | None:
    return read_figure(key, choices, at=at).value


def test_a_programme_counts_from_its_workshops_gate() -> None:
    make_programme("one")

    assert value("programmes", at=date(2019, 12, 31)) == 0
    assert value("programmes", at=date(2020, 1, 1)) == 1


def test_the_rest_category_is_none_of_the_categories() -> None:
    make_programme("one", Category.ELECTRONICS)
    make_programme("one", Category.ELECTRONICS)
    make_programme("two", Category.OTHER)

    assert value("programmes") == 3
    assert value("programme_categories") == 1


def test_one_workshop_can_be_chosen_and_must_exist() -> None:
    make_programme("one")
    make_programme("two")

    assert value("programmes", workshop="two") == 1
    with pytest.raises(UnknownChoice, match="three"):
        value("programmes", workshop="three")


def test_a_disputed_programme_can_be_left_out() -> None:
    make_programme("one")
    make_programme("one", is_disputed=True)

    assert value("programmes", disputed="left_out") == 1


def test_the_ratio_shows_numerator_and_denominator() -> None:
    make_programme("one")
    make_programme("one")
    make_programme("two")

    reading = read_figure("programmes_per_workshop", {}, at=DAY)

    assert reading.value == Decimal("1.5")
    assert [part.value for part in reading.parts] == [3, 2]
    assert [part.figure.key for part in reading.parts] == ["programmes", "workshops"]


def test_a_ratio_over_nothing_has_no_value() -> None:
    reading = read_figure("programmes_per_workshop", {}, at=date(2016, 1, 1))

    assert reading.value is None
