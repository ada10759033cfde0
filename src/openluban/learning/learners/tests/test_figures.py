"""Figures of learners count real persons, withhold small numbers and show nobody."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from openluban.directory.places.tests.make import make_country
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.lines import line_of
from openluban.foundation.figures.parts import parts_of
from openluban.foundation.figures.reading import read_figure, records_on
from openluban.foundation.figures.withholding import counts_others, told_day, told_sizes
from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.learning.learners.rules.words import Route
from openluban.learning.learners.tests.make import (
    AT,
    make_enrolment,
    make_learner,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.use_cases.invent import Filling, invent_learners

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


def _learners(count: int, key: str = "tj-ttu", **rest: Any) -> None:
    place = make_place(key)
    for _number in range(count):
        make_enrolment(make_learner(place), **rest)


def _value(figure: str = "learners", **choices: str) -> Decimal | None:
    return read_figure(figure, choices, at=DAY).value


def test_persons_enrolments_and_person_times_differ() -> None:
    place = make_place()
    for _number in range(6):
        person = make_learner(place)
        steps = (("enrolled", "2024-09-01"), ("on_leave", "2025-01-01"), ("enrolled", "2025-09-01"))
        make_enrolment(person, *steps)
        make_enrolment(person, ("enrolled", "2026-09-01"), route=Route.TEACHERS)

    assert _value() == 6
    assert _value(counted="enrolments") == 12
    assert _value("learners_reached", counted="person_times") == 18
    assert _value("learners_reached", counted="enrolments") == 12
    assert _value(route="teachers") == 6
    assert _value("learners_reached", period="2026", counted="enrolments") == 6


def test_a_state_counts_from_its_day_until_the_next() -> None:
    place = make_place()
    for _number in range(5):
        make_enrolment(make_learner(place), ("enrolled", "2025-09-01"), ("completed", "2026-06-30"))

    assert read_figure("learners", {}, at=date(2026, 6, 29)).value == 5
    assert read_figure("learners", {}, at=date(2026, 6, 30)).value == 0
    assert _value(state="completed") == 5
    line = line_of(find_figure("learners"), read_figure("learners", {}, at=DAY).choices, until=DAY)
    assert line == [(date(2025, 9, 30), Decimal(5)), (date(2026, 6, 30), Decimal(0))]


def test_a_single_persons_day_cannot_be_found_by_asking_day_by_day() -> None:
    place = make_place()
    for day in (*["2025-09-01"] * 6, "2025-10-07"):
        make_enrolment(make_learner(place), ("enrolled", day))

    days = [date(2025, 10, 1) + timedelta(days=number) for number in range(40)]
    readings = [read_figure("learners", {}, at=day) for day in days]

    # The seventh shows when October is over, and so with the whole of the month.
    assert [reading.value for reading in readings] == [6] * 30 + [7] * 10
    assert {reading.at for reading in readings} == {date(2025, 9, 30), date(2025, 10, 31)}
    page = Client().get("/figures/learners/?at=2025-10-30").content.decode()
    assert "30 September 2025" in page
    line = Client().get("/api/v1/figures/learners/line?at=2025-11-15").json()["points"]
    assert [point["day"] for point in line] == ["2025-09-30", "2025-10-31"]


def test_a_day_to_come_does_not_tell_what_changed_today() -> None:
    figure = find_figure("learners")
    today = timezone.localdate()
    for at in (today, today + timedelta(days=1), date.max):
        assert told_day(figure, at) == told_day(figure, today) < today
    assert told_day(figure, date.min) == date.min
    assert told_day(find_figure("workshops"), date.max) == date.max


def test_numbers_of_other_things_are_withheld_by_their_persons() -> None:
    place = make_place()
    person = make_learner(place)
    for _number in range(7):
        make_enrolment(person, route=Route.TRAINING)

    # Seven enrolments of one person are told to nobody, in no form.
    reading = read_figure("learners", {"counted": "enrolments"}, at=DAY)
    assert (reading.value, reading.is_withheld) == (None, True)
    page = Client().get("/figures/learners/?counted=enrolments").content.decode()
    assert "fewer than 5 people" in page
    asked = "/api/v1/figures/learners/line?counted=enrolments"
    assert Client().get(asked).json()["points"] == []
    _learners(6, "kz-ektu")
    figure = find_figure("learners")
    workshops = next(each for each in figure.breakdowns if each.key == "workshop")
    assert parts_of(figure, reading.choices, workshops, DAY).parts == ()
    assert _value(counted="enrolments") == 13


def test_only_other_things_than_persons_are_held_against_persons() -> None:
    figure = find_figure("learners")
    for counted, is_other in (("persons", False), ("enrolments", True), ("person_times", True)):
        choices = read_figure("learners", {"counted": counted}, at=DAY).choices
        assert counts_others(figure, records_on(figure, choices, DAY)) is is_other


def test_small_numbers_are_withheld_and_nought_is_not() -> None:
    assert _value() == 0
    _learners(4)

    reading = read_figure("learners", {}, at=DAY)
    assert (reading.value, reading.is_withheld, reading.records) == (None, True, 0)
    page = Client().get("/figures/learners/").content.decode()
    assert "under 5" in page
    answer = Client().get("/api/v1/figures/learners").json()
    assert answer["value"] is None
    assert answer["records"] == 0
    assert Client().get("/api/v1/figures/learners/line").json()["points"] == []


def test_a_part_cannot_be_told_from_the_total() -> None:
    figure = find_figure("learners")
    sizes = {"a": Decimal(3), "b": Decimal(8), "c": Decimal(40), "d": Decimal(0)}

    told, withheld = told_sizes(figure, sizes)
    # A part of nought hides nothing: the next one that counts is withheld.
    assert (told, withheld) == ({"c": Decimal(40), "d": Decimal(0)}, 2)
    assert told_sizes(figure, {"a": Decimal(3)}) == ({}, 1)
    assert told_sizes(find_figure("workshops"), sizes) == (sizes, 0)
    # Two that make two together are one each.
    ones = {"a": Decimal(1), "b": Decimal(1), "c": Decimal(7), "d": Decimal(9)}
    assert told_sizes(figure, ones) == ({"d": Decimal(9)}, 3)


def test_parts_withhold_small_workshops() -> None:
    _learners(7)
    _learners(2, "kz-ektu")
    _learners(9, "uz-tstu")
    figure = find_figure("learners")
    breakdown = next(each for each in figure.breakdowns if each.key == "workshop")
    choices = read_figure("learners", {}, at=DAY).choices

    found = parts_of(figure, choices, breakdown, DAY)

    # Whoever took the parts from the total of 18 would have the 2.
    assert {part.key for part in found.parts} == {"uz-tstu"}
    assert found.withheld == 2


def test_countries_narrow_the_figure() -> None:
    _learners(5)
    make_country("uz")
    assert _value(bloc="kz") == 5  # the maker's workshops are in Kazakhstan
    assert _value(bloc="uz") == 0
    assert _value(workshop="tj-ttu", programme="tj-ttu-mechatronics") == 5


def test_nobody_is_listed_behind_the_number() -> None:
    _learners(6)
    public = Client()
    page = public.get("/figures/learners/")
    assert page.context["page"].behind is None
    assert public.get("/figures/learners/records.csv").status_code == 404
    assert public.get("/api/v1/figures/learners/records").status_code == 409


def test_officers_and_registrars_see_pseudonyms(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _learners(6)
    _learners(3, "kz-ektu")
    for actor, number in ((make_officer(), "9"), (make_registrar(), "6")):
        client = client_of(actor)
        client.get("/learners/counted/")
        with django_assert_max_num_queries(15):
            answer = client.get("/learners/counted/")
        assert answer.context["number"] == number
        assert "RAKHIMOV" not in answer.content.decode()
    assert client.get("/learners/counted/?people=invented").status_code == 404


def test_the_invented_are_the_same_each_time_and_in_no_figure(settings: Any) -> None:
    place = make_place()
    filling = Filling(make_programme(place), "tj", 40)

    assert invent_learners(fillings=[filling], seed=7, at=AT) == 40

    assert _value(state="enrolled") == 0
    assert _value("learners_reached") == 0
    settings.LUBAN_DEMO = True
    shown = client_of(make_registrar()).get(
        "/learners/counted/?people=invented&figure=learners_reached"
    )
    assert int(shown.context["number"]) > 30
    assert "invented" in shown.content.decode()


def test_the_workshop_holds_reported_against_counted() -> None:
    _learners(6)
    _learners(2, route=Route.TRAINING)
    page = Client().get("/workshops/tj-ttu/").content.decode()
    assert "Learners counted here, as a figure" in page


def test_whoever_changes_the_figure_sends_the_choices_of_the_other() -> None:
    _learners(6)
    client = client_of(make_officer())
    reached = client.get("/learners/counted/?figure=learners_reached&state=learning&route=all")
    assert reached.status_code == 200
    back = client.get("/learners/counted/?figure=learners&state=learning&period=2026")
    assert back.context["number"] == "6"
    assert client.get("/learners/counted/?figure=learners&period=never").status_code == 404
    assert client.get("/learners/counted/?figure=learners&colour=red").status_code == 404
