"""Figures of sister-city ties."""

from datetime import date

import pytest

from openluban.directory.places.tests.make import AT, make_country, make_membership, text
from openluban.foundation.figures.reading import read_figure
from openluban.relations.sister_cities.models import Tie

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 30)


def make_tie(place: str, country: str, *, since: str = "", **rest: object) -> Tie:
    """Make a tie with a place."""
    return Tie.objects.create(
        key=place,
        name=text(place),
        country=make_country(country),
        since=since,
        changed_at=AT,
        **rest,
    )


def test_ties_and_their_countries_are_two_figures() -> None:
    make_tie("kobe", "jp", since="1973-06-24")
    make_tie("chiba", "jp", since="1986")

    assert read_figure("sister_city_ties", {}, at=DAY).value == 2
    assert read_figure("sister_city_countries", {}, at=DAY).value == 1


def test_a_tie_without_a_date_counts_as_imprecise_and_not_when_strict() -> None:
    make_tie("rio", "br")

    reading = read_figure("sister_city_ties", {}, at=DAY)

    assert (reading.value, reading.imprecise) == (1, 1)
    assert read_figure("sister_city_ties", {"precision": "strict"}, at=DAY).value == 0


def test_friendship_cities_can_be_left_out() -> None:
    make_tie("dallas", "us", since="1995", tie_type=Tie.Kind.FRIENDSHIP_CITY)
    make_tie("philadelphia", "us", since="1979")

    assert read_figure("sister_city_ties", {"tie": "sister"}, at=DAY).value == 1
    assert read_figure("sister_city_ties", {"tie": "friendship_city"}, at=DAY).value == 1


def test_a_bloc_narrows_the_ties() -> None:
    make_tie("ulaanbaatar", "mn", since="1992")
    make_tie("kobe", "jp", since="1973")
    make_membership("sco", "mn", kind="observer")
    make_membership("sco", "in", kind="dialogue_partner")

    assert read_figure("sister_city_ties", {"bloc": "sco_family"}, at=DAY).value == 1
    assert read_figure("sister_city_ties", {"bloc": "sco_members_and_partners"}, at=DAY).value == 0


def test_a_tie_that_ended_counts_no_more() -> None:
    make_tie("kobe", "jp", since="1973", until="2000-01-01")

    assert read_figure("sister_city_ties", {}, at=date(1999, 12, 31)).value == 1
    assert read_figure("sister_city_ties", {}, at=date(2000, 1, 1)).value == 0
