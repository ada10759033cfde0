"""Saying in one step what a workshop teaches with, and the pages that show it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.errors import NotWaiting
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.tests.make import (
    client_of,
    enter,
    make_contributor,
    make_officer,
)
from openluban.foundation.registers.use_cases.decide import accept_proposal
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.teaching.library.tests.make import make_unit
from openluban.teaching.uses.errors import NothingToTeachWith, NotYourWorkshop, SaidAlready
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.tests.make import AT, make_place, make_taught_unit, make_use
from openluban.teaching.uses.use_cases.teach_with import Said, Teaching, teach_with

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
TEACH = "/library/sorter/teach/"


@pytest.fixture(autouse=True)
def taught() -> None:
    make_taught_unit()
    make_place()


def say(actor: Actor = SYSTEM, **changed: object) -> Said:
    """Say that a workshop teaches with the course in both languages."""
    given = {
        "resource": "sorter",
        "workshop": "ektu",
        "languages": ("zh-hans", "ru"),
        "since": "2026-09-01",
        **changed,
    }
    return teach_with(teaching=Teaching(**given), actor=actor, at=AT)  # type: ignore[arg-type]


def test_an_officer_enters_the_newest_and_ends_what_was_before() -> None:
    make_use(since="2026-02")
    assert say(make_officer(), source="Timetable 2026") == Said(entered=2, ended=1)
    rows = UnitUse.objects.order_by("language", "text_version")
    assert [(each.language, each.text_version) for each in rows] == [
        ("ru", 1),
        ("zh-hans", 1),
        ("zh-hans", 2),
    ]
    assert [each.until.text if each.until else "" for each in rows] == ["", "2026-09-01", ""]
    assert {each.standing for each in rows} == {"accepted"}


def test_a_contributor_proposes_and_an_officer_takes_it_over() -> None:
    make_use(since="2026-02")
    carl = make_contributor(scope="college-of-ektu")
    assert say(carl) == Said(entered=2, ended=1)
    assert UnitUse.objects.shown().count() == 1
    officer = make_officer()
    for proposal in Proposal.objects.order_by("pk"):
        accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)
    assert UnitUse.objects.shown().filter(until=None).count() == 2
    with pytest.raises(NotWaiting):
        accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)


def test_units_and_languages_can_be_chosen() -> None:
    make_taught_unit("sorter.start")
    assert say(units=("sorter.start",), languages=("ru",)) == Said(1, 0)
    assert say() == Said(3, 0)


def test_refusals() -> None:
    stranger = make_contributor("Sam", scope="college-of-nowhere")
    with pytest.raises(NotAllowed):
        say(PUBLIC)
    with pytest.raises(NotFound):
        say(resource="nothing")
    with pytest.raises(NotYourWorkshop):
        say(stranger)
    with pytest.raises(NotYourWorkshop):
        say(workshop="nowhere")
    with pytest.raises(NothingToTeachWith):
        say(languages=("kk",))
    with pytest.raises(Invalid):
        say(since="next week")
    say()
    with pytest.raises(SaidAlready):
        say()
    assert UnitUse.objects.count() == 2


def test_what_ends_before_it_began_stops_all_of_it() -> None:
    make_use(since="2026-10-01")
    with pytest.raises(Invalid):
        say()
    assert UnitUse.objects.count() == 1


def test_the_workshops_page_shows_versions_and_the_way_to_the_leaves(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    enter("programmes", key="welding", name_en="Welding", workshop="ektu", category="manufacturing")
    make_use("old", programme="welding", remark_en="Evening classes.")
    make_use("ru", language="ru")
    make_use("gone", language="ru", since="2025", until="2026-01")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/workshops/ektu/").text
    assert "version 2 is published" in page
    assert "/units/sorter.safety/leaves/zh-hans/1/2/" in page
    assert page.count("has not followed the original") == 1
    assert "Evening classes." in page
    assert "Welding" in page
    assert "/unit-uses/gone/" not in page


def test_pages_of_the_unit_and_the_resource_say_where_it_is_taught(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_use()
    for url in ("/units/sorter.safety/", "/library/sorter/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = client.get(url).text
        assert 'href="/workshops/ektu/"' in page, url
        assert TEACH not in page
    assert "1 unit is older" in page
    page = client_of(make_contributor(scope="college-of-ektu")).get("/units/sorter.safety/").text
    assert f"{TEACH}?unit=sorter.safety" in page


def test_the_form_enters_what_was_chosen(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(make_contributor(scope="college-of-ektu"))
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"{TEACH}?unit=sorter.safety").text
    assert "checked" in page
    sent = {"workshop": "ektu", "language": ["zh-hans", "ru"], "since": "2026-09"}
    answer = client.post(TEACH, sent, follow=True)
    assert answer.redirect_chain == [("/workshops/ektu/#materials", 303)]
    assert "2 versions entered. It waits for an officer." in answer.text
    again = client.post(TEACH, sent)
    assert (again.status_code, UnitUse.objects.count()) == (422, 2)
    assert "entered already" in again.text


def test_the_form_says_why_there_is_nothing_to_choose() -> None:
    officer = client_of(make_officer())
    make_unit("empty.start")
    assert "Nothing of this resource is published" in officer.get("/library/empty/teach/").text
    stranger = client_of(make_contributor("Sam", scope="college-of-nowhere"))
    assert "takes part in no workshop" in stranger.get(TEACH).text
    assert officer.get("/library/nothing/teach/").status_code == 404
    wrong = officer.post(TEACH, {"workshop": "ektu", "language": "ru", "since": "soon"})
    assert wrong.status_code == 422
    assert "since: “soon” is no date" in wrong.text
