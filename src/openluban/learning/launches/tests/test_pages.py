"""Pages of courses: what each reader sees, and what they cost."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import client_of, make_account
from openluban.learning.launches.models import Progress, Registration
from openluban.learning.launches.tests.make import (
    COURSE,
    ORIGIN,
    make_course,
    make_enrolled,
    open_unit,
    unit_key,
)
from openluban.learning.learners.tests.make import make_registrar, make_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]
PAGE = f"/launches/courses/{COURSE}/"


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_learner_agrees_opens_and_sees_how_far_they_are() -> None:
    make_course()
    learner = make_enrolled(agrees=False)
    client = client_of(learner.actor)
    assert "I agree" in said(client, PAGE)
    assert f'action="{PAGE}open/"' not in said(client, PAGE)
    client.post("/launches/agree/", {"course": COURSE})
    page = client.get(PAGE)
    assert "I agree" not in page.content.decode()
    assert f"form-action 'self' {ORIGIN}" in page["Content-Security-Policy"]
    opened = client.post(f"{PAGE}open/", {"unit": unit_key("first")})
    assert opened.status_code == 303
    assert opened["Location"].startswith(f"{ORIGIN}/")
    unit = open_unit(learner.actor)
    unit.say("initialized", "completed", "terminated")
    assert "done on" in said(client, PAGE)
    assert "1 of 2" in said(client, "/launches/")
    assert "1 of 2" in said(client, f"/learners/{learner.person.key}/")
    assert "Open a course" in said(client, "/my-work/")


def test_the_teacher_and_the_registrar_see_the_cohort_and_waive() -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    registration = Registration.objects.get()
    page = f"/launches/cohorts/{learner.cohort.key}/"
    one = f"{page}{registration.uuid}/"
    for actor in (make_teacher(of=learner.cohort), make_registrar()):
        client = client_of(actor)
        assert "1 of 2" in said(client, page)
        assert "Раҳимов" in said(client, page)
        assert "Waive the unit" in said(client, one)
        assert page in said(client, f"/learners/cohorts/{learner.cohort.key}/")
    client.post(f"{one}waive/", {"unit": unit_key("second"), "reason": "None of cmi5’s"})
    assert not Progress.objects.exclude(waived_at=None).exists()
    client.post(f"{one}waive/", {"unit": unit_key("second"), "reason": "Tested Out"})
    assert "waived" in said(client, one)
    assert "Waive the unit" not in said(client, one)
    registration.refresh_from_db()
    assert registration.satisfied_at is not None


def test_who_is_not_theirs_sees_nothing() -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized")
    page = f"/launches/cohorts/{learner.cohort.key}/"
    one = f"{page}{Registration.objects.get().uuid}/"
    stranger = client_of(make_teacher("Other"))
    for path in (page, one):
        assert stranger.get(path).status_code == 404
        assert client_of(learner.actor).get(path).status_code == 403
        assert Client().get(path).status_code == 302
    waive = stranger.post(f"{one}waive/", {"unit": unit_key("first"), "reason": "Tested Out"})
    assert waive.status_code == 404


def test_without_an_origin_keepers_are_told_what_to_set(settings: Any) -> None:
    make_course()
    learner = make_enrolled()
    settings.LUBAN_CONTENT_ORIGIN = ""
    administrator = actor_for(make_account("Ada", "administrator"))
    assert "LUBAN_CONTENT_ORIGIN" in said(client_of(administrator), "/launches/")
    client = client_of(learner.actor)
    page = said(client, PAGE)
    assert "LUBAN_CONTENT_ORIGIN" not in page
    assert "not opened on this site" in page
    assert client.post(f"{PAGE}open/", {"unit": unit_key("first")})["Location"] == PAGE
    assert not Registration.objects.exists()
    assert "/launches/" not in said(client, "/my-work/")


def test_pages_hold_to_their_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    for each in range(3):
        other = make_enrolled(name=f"Other {each}")
        open_unit(other.actor).say("initialized")
    teacher = client_of(make_teacher(of=learner.cohort))
    client = client_of(learner.actor)
    one = f"/launches/cohorts/{learner.cohort.key}/{Registration.objects.earliest('pk').uuid}/"
    for visitor, path in (
        (client, "/launches/"),
        (client, PAGE),
        (teacher, f"/launches/cohorts/{learner.cohort.key}/"),
        (teacher, one),
        (teacher, "/launches/"),
    ):
        visitor.get(path)
        with django_assert_max_num_queries(12):
            visitor.get(path)
