"""Courses as projects: their stages, what is handed in, and the hours."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.registers.errors import AlreadyThere
from openluban.foundation.registers.tests.make import client_of, enter, make_officer
from openluban.kernel.refusals import Invalid
from openluban.teaching.programmes.models import Course, CourseStage, Stage
from openluban.teaching.programmes.rules import Sum, compare_hours
from openluban.teaching.programmes.tests.test_figures import make_programme

HOURS = st.one_of(st.none(), st.decimals(0, 100, places=1))


def make_course(hours: str = "40") -> Course:
    programme = make_programme("one", key="mechatronics")
    course: Course = enter(
        "courses",
        key="sorting-line",
        name_en="The sorting line",
        programme=programme.key,
        engineering_object_en="A sorting line",
        hours=hours,
    )
    return course


def make_stage(
    stage: str, hours: str = "8", *, activity_en: str = "", deliverable_ru: str = ""
) -> CourseStage:
    made: CourseStage = enter(
        "course-stages",
        key=f"sorting-line-{stage}",
        course="sorting-line",
        stage=stage,
        hours=hours,
        activity_en=activity_en,
        deliverable_ru=deliverable_ru,
    )
    return made


@pytest.mark.parametrize(
    ("course", "stages", "total", "stands"),
    [
        ("40", ["8"] * 5, "40", Sum.AGREES),
        ("40", ["8"] * 4, "32", Sum.UNKNOWN),
        ("40", ["8", "8", "8", "8", ""], "32", Sum.UNKNOWN),
        ("40", ["7"] * 5, "35", Sum.LESS),
        ("40", ["30", "30"], "60", Sum.MORE),
        ("", ["8"] * 5, "40", Sum.UNKNOWN),
        ("", [], "0", Sum.UNKNOWN),
    ],
)
def test_how_hours_stand(course: str, stages: list[str], total: str, stands: Sum) -> None:
    given_hours = [Decimal(hours) if hours else None for hours in stages]
    found = compare_hours(Decimal(course) if course else None, given_hours, expected=5)
    assert (found.total, found.stands) == (Decimal(total), stands)


@given(HOURS, st.lists(HOURS, max_size=5))
def test_hours_never_agree_by_chance(course: Decimal | None, stages: list[Decimal | None]) -> None:
    found = compare_hours(course, stages, expected=5)
    if found.stands == Sum.AGREES:
        assert found.total == course
        assert len(stages) == 5
    if found.stands == Sum.MORE:
        assert course is not None
        assert found.total > course


@pytest.mark.django_db
def test_a_course_shows_its_stages_in_their_order(client: Client) -> None:
    make_course()
    for stage in reversed(Stage.values):
        make_stage(stage, activity_en=f"Do {stage}", deliverable_ru="Чертёж")
    shown = client.get("/courses/sorting-line/").content.decode()
    places = [shown.index(f"Do {stage}") for stage in Stage.values]
    assert places == sorted(places)
    assert 'lang="ru"' in shown
    assert "The stages take 40 hours together, as the course does." in shown


@pytest.mark.django_db
def test_hours_that_do_not_add_up_and_stages_that_are_missing_are_told(client: Client) -> None:
    make_course("10")
    make_stage("object", "6")
    make_stage("build", "6")
    shown = client.get("/courses/sorting-line/").content.decode()
    assert "The stages take 12 hours together, the course 10." in shown
    assert shown.count("Not entered yet.") == 3


@pytest.mark.django_db
def test_a_course_without_stages_shows_the_project_to_who_may_enter_it(client: Client) -> None:
    make_course()
    assert "The project" not in client.get("/courses/sorting-line/").content.decode()
    officer = client_of(make_officer())
    assert "The project" in officer.get("/courses/sorting-line/").content.decode()


@pytest.mark.django_db
def test_a_stage_is_entered_once_and_is_one_of_the_five() -> None:
    make_course()
    make_stage("object")
    with pytest.raises(AlreadyThere):
        enter("course-stages", key="again", course="sorting-line", stage="object")
    with pytest.raises(Invalid) as caught:
        make_stage("dream")
    assert [problem.rule for problem in caught.value.problems] == ["unknown_choice"]
    with pytest.raises(Invalid):
        make_stage("model", "-1")


@pytest.mark.django_db
def test_the_page_asks_the_same_for_five_stages_as_for_one(client: Client) -> None:
    make_course()
    make_stage("object")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/courses/sorting-line/").status_code == 200
        return len(queries)

    few = asked()
    for stage in Stage.values[1:]:
        make_stage(stage)
    assert asked() == few <= 12
