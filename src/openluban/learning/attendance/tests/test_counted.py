"""The marks behind the figure of who attended."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import client_of, make_account, make_officer
from openluban.learning.attendance.tests.make import make_class, make_session, mark_of, take
from openluban.learning.learners.tests.make import make_registrar, make_teacher

pytestmark = pytest.mark.django_db


def test_the_marks_behind_the_figure_open_under_pseudonyms(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cohort, people = make_class(people=6)
    session = make_session(cohort)
    take(*(mark_of(session, each) for each in people))
    for actor in (make_officer(), make_registrar()):
        client = client_of(actor)
        client.get("/attendance/counted/?at=2026-09-30")
        with django_assert_max_num_queries(15):
            page = client.get("/attendance/counted/?at=2026-09-30")
        assert page.context["number"] == "6"
        assert "Раҳимов" not in page.text
        assert "7 Sept 2026" in page.text.replace("\xa0", " ")
        assert "no token: not agreed to" in page.text
    elsewhere = client_of(make_registrar("Ruslan", "elsewhere"))
    assert elsewhere.get("/attendance/counted/?at=2026-09-30").context["number"] == "0"
    assert "/attendance/counted/?figure=" in Client().get("/figures/learners_attending/").text
    assert Client().get("/attendance/counted/").status_code == 302
    for actor in (make_teacher("Timur"), actor_for(make_account("Anna", "contributor"))):
        assert client_of(actor).get("/attendance/counted/").status_code == 403


def test_the_marks_behind_hours_open_with_their_hours() -> None:
    cohort, people = make_class(people=6)
    session = make_session(cohort)
    take(*(mark_of(session, each) for each in people[:4]))
    take(*(mark_of(session, each, "absent") for each in people[4:]))
    client, asked = client_of(make_officer()), "/attendance/counted/?at=2026-09-30&figure="
    planned, attended = (client.get(f"{asked}hours_{each}") for each in ("planned", "attended"))
    assert (planned.context["number"], attended.context["number"]) == ("9", "6")
    assert planned.text.count("<td") == attended.text.count("<td")
    assert "1.5" in planned.text
    assert "/attendance/counted/?figure=" in Client().get("/figures/hours_planned/").text
