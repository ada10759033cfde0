"""Figures of awards: what counts, what counts once, what agrees with learners."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.access.actors import actor_for
from openluban.foundation.figures.choices import settle
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.reading import read_figure, records_on
from openluban.foundation.registers.tests.make import (
    client_of,
    enter,
    make_account,
    make_officer,
)
from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.counting import token_of
from openluban.learning.credentials.rules import Deed
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
    DAY,
    HOST,
    MECHATRONICS,
    make_achievement,
    make_all,
    make_awarder,
    make_graduate,
    wish,
)
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.change_state import change_state
from openluban.learning.credentials.use_cases.reissue import reissue
from openluban.learning.learners.public import EnrolmentState, State, erase_learner
from openluban.learning.learners.tests.make import make_registrar

pytestmark = pytest.mark.django_db


def value(key: str = "awards", on: date = date(2026, 9, 30), **choices: str) -> int:
    """Return what a figure counts on a day; small numbers are withheld from readers."""
    figure = find_figure(key)
    found = records_on(figure, settle(figure.all_choices, choices), on)
    return found.values("thing").distinct().count() if key == "people_awarded" else found.count()


def given(name: str, **changed: object) -> object:
    """Award somebody."""
    return award_one(wish=wish(**changed), enrolment=make_graduate(name).key, actor=SYSTEM, at=AT)


def test_awards_are_counted_and_people_once() -> None:
    make_all()
    make_achievement("medal", kind="competition", programme="")
    graduate = make_graduate()
    first = award_one(wish=wish(), enrolment=graduate.key, actor=SYSTEM, at=AT)
    award_one(wish=wish(achievement="medal"), enrolment=graduate.key, actor=SYSTEM, at=AT)
    given("SECOND")
    assert value(on=date(2026, 9, 11)) == 0
    assert (value(), value("people_awarded")) == (3, 2)
    assert value(achievement=MECHATRONICS) == 2
    assert value(kind="competition") == 1
    assert value(workshop="tj-ttu") == 3
    assert value(programme="tj-ttu-mechatronics") == 3
    assert value(bloc="kz") == 3
    assert value(on=DAY) == 3
    certified = EnrolmentState.objects.filter(state=State.CERTIFIED, until=None).count()
    assert value("people_awarded", achievement=MECHATRONICS) == certified
    reissue(award=first.key, reason="Name.", actor=SYSTEM, at=AT)
    assert value() == 3
    assert value(on=DAY) == 3


def test_what_is_revoked_counts_until_then() -> None:
    make_all()
    award = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    change_state(award=award.key, deed=Deed.SUSPEND, reason="Look.", actor=SYSTEM, at=AT)
    assert value() == 1
    told = read_figure("awards", {}, at=date(2026, 9, 30))
    assert told.value is None, "a small number would tell of persons"
    change_state(award=award.key, deed=Deed.REVOKE, reason="Copied.", actor=SYSTEM, at=AT)
    assert (value(on=date(2026, 9, 19)), value()) == (1, 0)


def test_many_awards_of_one_person_are_told_to_nobody() -> None:
    make_all()
    graduate = make_graduate()
    for number in range(6):
        make_achievement(f"medal-{number}", kind="competition", programme="")
        award_one(
            wish=wish(achievement=f"medal-{number}"), enrolment=graduate.key, actor=SYSTEM, at=AT
        )
    assert value() == 6
    assert read_figure("awards", {}, at=date(2026, 9, 30)).is_withheld


def test_who_is_erased_still_counts_and_nobody_is_told_who() -> None:
    make_all()
    award = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    erase_learner(key=award.person.key, is_meant=True, actor=make_registrar(), at=AT)
    award.refresh_from_db()
    assert bytes(award.document) == b""
    assert (value(), value("people_awarded")) == (1, 1)
    page = Client().get("/figures/awards/?at=2026-09-30").text
    assert "RAKHIMOV" not in page
    assert award.key not in page


def test_what_is_invented_counts_nowhere() -> None:
    make_all()
    graduate = make_graduate(is_synthetic=True)
    award = award_one(wish=wish(), enrolment=graduate.key, actor=SYSTEM, at=AT)
    assert award.is_synthetic
    assert "synthetic" in bytes(award.document).decode()
    assert value() == value("people_awarded") == 0


def test_an_achievement_says_of_what_it_is() -> None:
    make_all()
    enter("occupations", key="3115", name_en="Technician", code="3115")
    enter("alignments-of-achievements", achievement=MECHATRONICS, occupation="3115")
    award = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    assert '"targetCode":"3115"' in bytes(award.document).decode()
    assert "ISCO-08 3115" in Client().get(f"/achievements/{MECHATRONICS}/editions/1/").text


def plain(text: str) -> str:
    """Return a text without the spaces that do not break."""
    return text.replace("\xa0", " ").replace("&nbsp;", " ")


def _many(count: int, **changed: object) -> None:
    for number in range(count):
        given(f"PERSON {number}", **changed)


def test_the_records_open_under_pseudonyms(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_all()
    _many(6)
    public = Client().get("/figures/awards/?at=2026-09-30")
    assert "/awards/counted/?figure=awards" in public.text
    assert Client().get("/awards/counted/").status_code == 302
    assert (
        client_of(actor_for(make_account("Anna", "contributor")))
        .get("/awards/counted/")
        .status_code
        == 403
    )
    people = (make_officer(), make_registrar(), make_awarder(), make_awarder("Ina", HOST))
    for actor in people:
        client = client_of(actor)
        client.get("/awards/counted/?at=2026-09-30")
        with django_assert_max_num_queries(15):
            page = client.get("/awards/counted/?at=2026-09-30")
        assert page.context["number"] == "6"
        assert "PERSON" not in page.text
        assert "12 Sept 2026" in plain(page.text)
        for award in Award.objects.all():
            assert award.key not in page.text
            assert award.person.key not in page.text
            assert award.person.token not in page.text
            assert token_of(award.person.key) in page.text
    for actor in (make_registrar("Ruslan", "elsewhere"), make_awarder("Iwan", COLLEGE)):
        page = client_of(actor).get("/awards/counted/?at=2026-09-30")
        assert page.context["number"] == "0"
    assert page["Cache-Control"] == "private, no-store"


def test_a_day_is_told_as_closely_as_five_share_it() -> None:
    make_all()
    officer = client_of(make_officer())

    def said() -> str:
        return plain(officer.get("/awards/counted/?at=2026-09-30").text.partition("<table")[2])

    _many(4)
    assert "not told" in said()
    assert "2026-09-1" not in said()
    given("FIFTH", awarded_on=date(2026, 9, 2))
    assert "Sept 2026" in said()
    assert "12 Sept 2026" not in said()
    given("SIXTH", awarded_on=date(2025, 9, 2))
    assert "not told" in said()
    given("SEVENTH")
    assert "12 Sept 2026" in said()
    assert "2 Sept 2026" not in said().replace("12 Sept 2026", "")


def test_a_figure_is_left_with_the_choices_of_the_other() -> None:
    make_all()
    _many(5)
    officer = client_of(make_officer())
    page = officer.get("/awards/counted/?figure=people_awarded&kind=competition&at=2026-09-30")
    assert page.context["number"] == "0"
    assert officer.get("/awards/counted/?figure=learners").status_code == 404
    assert officer.get("/awards/counted/?kind=nothing").status_code == 404
    assert officer.get("/awards/counted/?at=soon").status_code == 404
    assert officer.get("/awards/counted/?people=invented").status_code == 404
