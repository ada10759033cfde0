"""Figures through the JSON interface: the number and its records are one query."""

import pytest

from tests.harness.asking import read
from tests.harness.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_figure_and_its_records_are_one_query(cast: Cast) -> None:
    query = "at=2025-08-30&bloc=sco_members_and_partners&led_from=tianjin"
    told = read(f"/figures/workshops?{query}").json()
    records = read(f"/figures/workshops/records?{query}&limit=200").json()["items"]
    assert told["value"] == told["records"] == len(records) == 10
    assert told["imprecise"] == 1
    assert told["definition"].endswith("led from Tianjin")
    day_before = read(f"/figures/workshops?{query}&at=2025-08-29").json()
    assert day_before["value"] == 9
    line = read(f"/figures/workshops/line?{query}").json()["points"]
    assert line[-1] == {"day": "2025-08-30", "value": 10}


def test_a_ratio_shows_its_parts_and_has_no_records(cast: Cast) -> None:
    ratio = next(each for each in read("/figures").json()["items"] if each["aggregate"] == "ratio")
    parts = read(f"/figures/{ratio['key']}").json()["parts"]
    assert len(parts) == 2
    answer = read(f"/figures/{ratio['key']}/records")
    assert (answer.status_code, answer.json()["code"]) == (409, "figures.has_no_records")


@pytest.mark.parametrize(
    ("query", "field"),
    [("bloc=moon", "bloc"), ("at=2025", "at"), ("at=2025-02-30", "at"), ("colour=red", "colour")],
)
def test_a_figure_says_what_it_was_not_asked_right(cast: Cast, query: str, field: str) -> None:
    answer = read(f"/figures/workshops?{query}")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["problems"]] == [field]


OF_PEOPLE = {
    *("learners", "learners_reached", "learners_attending", "awards", "people_awarded"),
    *("hours_attended", "hours_planned", "unit_users", "unit_uses"),
}
"""Only their numbers are told."""


def test_every_figure_is_read_with_its_records_and_its_line(cast: Cast) -> None:
    for figure in read("/figures").json()["items"]:
        address = f"/figures/{figure['key']}"
        assert read(address).status_code == 200
        is_ratio = figure["aggregate"] == "ratio"
        is_of_people = figure["key"] in OF_PEOPLE
        assert read(f"{address}/records").status_code == (409 if is_ratio or is_of_people else 200)
        assert read(f"{address}/line").status_code == (409 if is_ratio else 200)
