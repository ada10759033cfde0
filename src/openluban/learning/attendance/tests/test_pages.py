"""Pages: who sees what, few queries, and the form that needs no script."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.rules.words import Why
from openluban.learning.attendance.tests.make import make_class, make_session, mark_of, take
from openluban.learning.attendance.use_cases.change import cancel_session
from openluban.learning.learners.public import Cohort, Enrolment
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_learner_account,
    make_place,
    make_registrar,
    make_teacher,
)
from openluban.network.workshops.tests.make import make_workshop

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
FAMILY = "Раҳимов"


def today(cohort: Cohort, **rest: Any) -> Session:
    """Enter a session of today."""
    day = timezone.localdate()
    return make_session(cohort, repeat=Repeat(frozenset(range(7)), day, day), **rest)


@dataclass(frozen=True)
class Setting:
    """A cohort with people, a session of today and a teacher."""

    cohort: Cohort
    people: list[Enrolment]
    session: Session
    teacher: Actor

    @property
    def register(self) -> str:
        """The address of the register."""
        return f"/attendance/{self.session.key}/"

    @property
    def pages(self) -> list[str]:
        """The pages of the cohort and the session."""
        cohort = f"/attendance/cohorts/{self.cohort.key}/"
        here = self.register
        return [
            cohort,
            f"{cohort}plan/",
            f"{cohort}hours/",
            here,
            f"{here}change/",
            f"{here}marks/",
        ]


@pytest.fixture
def setting() -> Setting:
    cohort, people = make_class()
    return Setting(cohort, people, today(cohort), make_teacher(of=cohort))


def test_who_sees_what(setting: Setting) -> None:
    take(mark_of(setting.session, setting.people[0]), at=timezone.now())
    who = (
        (setting.teacher, 200),
        (make_registrar(), 200),
        (make_registrar("Raya", make_workshop("kz-ektu").key), 404),
        (make_teacher("Tania", of=make_cohort(make_place(), "M-27")), 404),
        (make_learner_account(setting.people[0].person), 403),
        (make_officer(), 403),
    )
    for page in setting.pages:
        assert Client().get(page).status_code == 302, page
        for actor, status in who:
            answer = client_of(actor).get(page)
            assert answer.status_code == status, (page, actor.name)
            assert status == 200 or FAMILY not in answer.content.decode()
            assert "no-store" in answer["Cache-Control"] or status != 200
    for page in (setting.pages[2], setting.pages[3], setting.pages[5]):
        assert FAMILY in client_of(setting.teacher).get(page).content.decode()


def test_whoever_gives_a_session_sees_its_register_and_no_other(setting: Setting) -> None:
    giver = make_teacher("Tania", of=setting.cohort)
    other = today(setting.cohort)
    mine = today(setting.cohort, teacher=giver.key)
    setting.cohort.teachers.filter(account__key=giver.key).delete()
    client = client_of(giver)
    assert client.get(f"/attendance/{mine.key}/").status_code == 200
    assert client.get(f"/attendance/{other.key}/").status_code == 404


def test_pages_ask_a_fixed_number_of_queries(
    setting: Setting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _cohort, people = make_class(setting.cohort, people=20)
    take(*(mark_of(setting.session, each) for each in people), at=timezone.now())
    for _number in range(10):
        today(setting.cohort)
    client = client_of(setting.teacher)
    teacher = f"/attendance/teachers/{setting.teacher.key}/"
    carried = ["/attendance/carried.json", "/attendance/phone/", "/attendance/worker.js"]
    for page in ["/attendance/", teacher, *setting.pages, *carried]:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(page).status_code == 200, page
    learner = client_of(make_learner_account(people[0].person))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert learner.get("/attendance/mine/").status_code == 200


def test_pages_of_an_invented_cohort_say_so(setting: Setting) -> None:
    registrar, said = client_of(make_registrar()), b"Everybody in this cohort is invented"
    addresses = [
        f"/attendance/{setting.session.key}/",
        f"/attendance/{setting.session.key}/marks/",
        f"/attendance/cohorts/{setting.cohort.key}/",
        f"/attendance/cohorts/{setting.cohort.key}/hours/",
    ]
    assert not any(said in registrar.get(each).content for each in addresses)
    Cohort.objects.filter(pk=setting.cohort.pk).update(is_synthetic=True)
    assert all(said in registrar.get(each).content for each in addresses)
    assert b"invented" in registrar.get("/attendance/").content
    carried = client_of(setting.teacher).get("/attendance/carried.json").json()
    assert {each["cohort"] for each in carried["sessions"]} == {f"{setting.cohort.name} (invented)"}


def test_a_registrar_is_led_to_the_weeks(setting: Setting) -> None:
    assert b'href="/attendance/"' in client_of(make_registrar()).get("/my-work/").content


def test_a_register_is_taken_with_a_plain_form(setting: Setting) -> None:
    client = client_of(setting.teacher)
    one, two = setting.people
    sent = {f"presence-{one.key}": "late", f"late-{one.key}": "20", "rest": "present"}
    answer = client.post(setting.register, sent, follow=True)
    assert "2 marks kept" in answer.content.decode()
    rows = Attendance.objects.order_by("enrolment_id").values_list("presence", "late", "holds")
    assert list(rows) == [("late", 20, True), ("present", 0, True)]
    # Sent again as the page shows it: nobody touched anything.
    again = {
        f"presence-{one.key}": "late",
        f"late-{one.key}": "20",
        f"was-{one.key}": "late 20",
        f"presence-{two.key}": "present",
        f"was-{two.key}": "present 0",
    }
    client.post(setting.register, again)
    assert Attendance.objects.count() == 2
    client.post(setting.register, again | {f"presence-{two.key}": "excused"})
    assert Attendance.objects.count() == 3
    marks = client.get(f"{setting.register}marks/").content.decode()
    assert "excused" in marks
    assert "replaced" in marks


def test_a_form_left_open_does_not_take_back_what_somebody_corrected(setting: Setting) -> None:
    one = setting.people[0]
    take(mark_of(setting.session, one), at=timezone.now() - timedelta(hours=1))
    take(mark_of(setting.session, one, "absent", told_at=timezone.now()), at=timezone.now())
    stale = {f"presence-{one.key}": "present", f"was-{one.key}": "present 0"}
    client_of(setting.teacher).post(setting.register, stale)
    assert Attendance.objects.get(holds=True).presence == "absent"


def test_where_two_devices_disagree_nothing_is_chosen_beforehand(setting: Setting) -> None:
    one, now = setting.people[0], timezone.now() - timedelta(minutes=1)
    take(mark_of(setting.session, one, told_at=now), device="a", sent_at=now, at=now)
    later = now + timedelta(seconds=9)
    other = mark_of(setting.session, one, "absent", told_at=later)
    take(other, device="b", sent_at=later, at=later)
    client = client_of(setting.teacher)
    page = client.get(setting.register).content.decode()
    assert "data-disputed" in page
    assert " checked" not in page
    assert "two devices disagree" in client.get(setting.pages[0]).content.decode()
    client.post(
        setting.register, {f"presence-{one.key}": "present", f"over-{one.key}": str(other.uuid)}
    )
    assert "data-disputed" not in client.get(setting.register).content.decode()


def test_sessions_are_entered_moved_and_cancelled(setting: Setting) -> None:
    client = client_of(setting.teacher)
    url = setting.pages[1]
    filled = {
        "kind": "practice",
        "stage": "build",
        "since": "2026-09-07",
        "until": "2026-09-20",
        "weekday": ["0", "2"],
        "every": "1",
        "begins": "08:30",
        "ends": "10:00",
        "zone": "Asia/Dushanbe",
        "hours": "2",
        "room": "Workshop 1",
    }
    answer = client.post(url, filled)
    assert (answer.status_code, answer["Location"][-16:]) == (303, "?week=2026-09-07")
    made = Session.objects.filter(kind="practice").order_by("day")
    assert [each.day.day for each in made] == [7, 9, 14, 16]
    week = client.get(answer["Location"]).content.decode()
    assert "08:30\u2060–\u206010:00" in week
    change = f"/attendance/{made[0].key}/change/"
    moved = {"action": "move", "version": "1", "day": "2026-09-08", "begins": "11:00",
             "ends": "12:30", "room": "2"}  # fmt: skip
    assert client.post(change, moved).status_code == 303
    assert client.post(change, moved).status_code == 422
    assert client.post(change, moved | {"version": "2", "day": "soon"}).status_code == 422
    cancelled = {"action": "cancel", "version": "2", "why": "room"}
    assert client.post(change, cancelled).status_code == 303
    assert "cancelled: no room" in client.get("/attendance/cohorts/" + setting.cohort.key
                                              + "/?week=2026-09-08").content.decode()  # fmt: skip
    assert client.post(change, {"action": "restore", "version": "3"}).status_code == 303


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"since": "soon"}, "Write the day as"),
        ({"begins": "nine"}, "Write the time as"),
        ({"ends": "08:00"}, "It ends before it begins."),
        ({"hours": "many"}, "Write the hours as a number"),
        ({"hours": "99"}, "at most 24"),
        ({"every": "0"}, "every 1 to 8 weeks"),
        ({"zone": "Mars/Base"}, "no such time zone"),
        ({"weekday": ["6"]}, "No day fits"),
        ({"until": "2040-01-01"}, "two years at most"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(
    setting: Setting, changed: dict[str, Any], sentence: str
) -> None:
    filled = {"since": "2026-09-07", "until": "2026-09-08", "begins": "09:00", "ends": "10:00",
              "zone": "Asia/Dushanbe", "every": "1"}  # fmt: skip
    answer = client_of(setting.teacher).post(setting.pages[1], filled | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_cancelled_session_has_no_register(setting: Setting) -> None:
    cancel_session(key=setting.session.key, version=1, why=Why.OTHER, actor=SYSTEM,
                   at=timezone.now())  # fmt: skip
    page = client_of(setting.teacher).get(setting.register).content.decode()
    assert "This session is cancelled." in page
    assert FAMILY not in page


def test_a_learner_sees_what_is_written_of_them_and_nothing_else(setting: Setting) -> None:
    one, two = setting.people
    take(mark_of(setting.session, one, "late", late=45), mark_of(setting.session, two, "absent"),
         at=timezone.now())  # fmt: skip
    page = client_of(make_learner_account(one.person)).get("/attendance/mine/").content.decode()
    assert "late, 45 minutes" in page
    assert "0.75 of 1.5 hours" in page
    assert "absent" not in page
    for actor in (setting.teacher, make_officer()):
        assert client_of(actor).get("/attendance/mine/").status_code == 403


def test_weeks_that_are_none_are_this_week(setting: Setting) -> None:
    client = client_of(setting.teacher)
    for week in ("", "soon", "2026-02-31", "0001-01-01", "9999-12-31"):
        assert client.get(f"/attendance/?week={week}").status_code == 200


def test_a_session_with_a_register_is_not_offered_what_is_refused(setting: Setting) -> None:
    client = client_of(setting.teacher)
    here = f"/attendance/{setting.session.key}/change/"
    assert 'name="why"' in client.get(here).content.decode()
    take(mark_of(setting.session, setting.people[0]), sent_at=timezone.now(), at=timezone.now())
    page = client.get(here).content.decode()
    assert "A register was taken" in page
    assert 'name="why"' not in page
    assert 'name="day"' not in page
    version = setting.session.version
    moved = {"action": "move", "version": version, "begins": "11:00", "ends": "12:30", "room": "7"}
    assert client.post(here, moved).status_code == 303
    setting.session.refresh_from_db()
    assert (setting.session.room, setting.session.begins.hour) == ("7", 11)
