"""What a phone takes along and sends: once each, and nothing that is hostile harms."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.actor import Actor
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.tests.make import make_class
from openluban.learning.attendance.tests.test_pages import FAMILY, Setting, today
from openluban.learning.attendance.views.sent_marks import MOST, read_sent
from openluban.learning.learners.tests.make import make_learner_account, make_teacher

pytestmark = pytest.mark.django_db
MARKS = "/attendance/marks/"


@pytest.fixture
def setting() -> Setting:
    cohort, people = make_class()
    return Setting(cohort, people, today(cohort), make_teacher(of=cohort))


def mark(setting: Setting, place: int = 0, **changed: Any) -> dict[str, Any]:
    """Return a mark as a phone sends it."""
    return {
        "uuid": str(uuid4()),
        "session": setting.session.key,
        "enrolment": setting.people[place].key,
        "presence": "present",
        "late": 0,
        "told_at": timezone.now().isoformat(),
        "over": None,
        **changed,
    }


def post(actor: Actor, *marks: Any, **changed: Any) -> Any:
    """Send marks as a phone does."""
    sent = {
        "account": actor.key,
        "device": "phone",
        "sent_at": timezone.now().isoformat(),
        "marks": list(marks),
        **changed,
    }
    return client_of(actor).post(MARKS, json.dumps(sent), content_type="application/json")


def test_marks_sent_twice_count_once(setting: Setting) -> None:
    one, two = mark(setting), mark(setting, 1, presence="late", late=7)
    first = post(setting.teacher, one, two).json()["outcomes"]
    assert {each["outcome"] for each in first.values()} == {"taken"}
    again = post(setting.teacher, one, two).json()["outcomes"]
    assert {each["outcome"] for each in again.values()} == {"known"}
    assert Attendance.objects.count() == 2
    assert FAMILY not in json.dumps([each.changes for each in Entry.objects.all()])


def test_each_mark_is_answered_by_itself(setting: Setting) -> None:
    good, bad = mark(setting), mark(setting, 1, presence="asleep")
    gone = mark(setting, 1, enrolment="0" * 26)
    answer = post(setting.teacher, good, bad, gone).json()["outcomes"]
    assert answer[good["uuid"]] == {"outcome": "taken"}
    assert answer[bad["uuid"]]["code"] == "unreadable"
    assert answer[gone["uuid"]]["code"] == "attendance.not_on_register"


def test_nobodys_marks_go_under_anothers_name(setting: Setting) -> None:
    other = make_teacher("Tania", of=setting.cohort)
    answer = post(other, mark(setting), account=setting.teacher.key)
    assert (answer.status_code, answer.json()["code"]) == (409, "other_account")
    assert not Attendance.objects.exists()


def test_who_is_signed_out_or_may_not_is_told_so_as_json(setting: Setting) -> None:
    assert Client().post(MARKS, "{}", content_type="application/json").status_code == 401
    assert Client().get("/attendance/carried.json").status_code == 401
    for actor in (make_officer(), make_learner_account(setting.people[0].person)):
        assert post(actor, mark(setting)).status_code == 403
        assert client_of(actor).get("/attendance/carried.json").status_code == 403


def test_the_marks_of_another_site_are_not_taken(setting: Setting) -> None:
    client = client_of(setting.teacher)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    body = json.dumps({"account": setting.teacher.key, "marks": [], "sent_at": "2026-09-07T00:00Z"})
    assert strict.post(MARKS, body, content_type="text/plain").status_code == 403


def test_a_phone_takes_names_along_and_nothing_else_of_anybody(setting: Setting) -> None:
    answer = client_of(setting.teacher).get("/attendance/carried.json")
    assert "no-store" in answer["Cache-Control"]
    (session,) = answer.json()["sessions"]
    assert session["key"] == setting.session.key
    assert set(session["lines"][0]) == {"enrolment", "name", "lang", "open", "note", "mark"}
    assert FAMILY in session["lines"][0]["name"]
    other = make_teacher("Tania")
    assert client_of(other).get("/attendance/carried.json").json()["sessions"] == []
    one = f"/attendance/carried.json?session={setting.session.key}"
    assert client_of(other).get(one).status_code == 404
    # What every phone keeps holds no learner.
    assert FAMILY not in client_of(setting.teacher).get("/attendance/phone/").content.decode()


def test_the_worker_reaches_these_addresses_alone(setting: Setting) -> None:
    answer = Client().get("/attendance/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert setting.teacher.key not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"null", b"{", b"\xff\xfe", b'{"marks": {}}', b'{"marks": [1]}',
        b'{"marks": [], "sent_at": "soon"}', b'{"marks": [], "sent_at": "2026-09-07T09:00:00"}',
        b'{"marks": [{"uuid": 1}], "sent_at": "2026-09-07T09:00:00Z"}',
        b'{"marks": [], "sent_at": "0001-01-01T00:00:00+23:00"}',
        json.dumps({"sent_at": "2026-09-07T09:00:00Z", "marks": [{}] * (MOST + 1)}).encode(),
        b'{"marks": [], "sent_at": "2026-09-07T09:00:00Z", "x": "' + b"y" * 200_001 + b'"}',
        b"[" * 10_000,
    ],
)  # fmt: skip
def test_what_no_phone_sends_is_not_read(body: bytes) -> None:
    assert read_sent(body) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"uuid": "x"}, {"uuid": "' OR 1=1"}, {"told_at": "9999-12-31T23:59:59-23:00"},
        {"told_at": None}, {"told_at": 5}, {"presence": ["present"]}, {"presence": {}},
        {"late": -1}, {"late": 10**30}, {"late": True}, {"late": "5"}, {"presence": "PRESENT"},
    ],
)  # fmt: skip
def test_hostile_marks_are_refused_by_name(setting: Setting, changed: dict[str, Any]) -> None:
    answer = post(setting.teacher, mark(setting, **changed))
    assert answer.status_code == 200
    (outcome,) = answer.json()["outcomes"].values()
    assert outcome["code"] == "unreadable"
    assert not Attendance.objects.exists()


def test_texts_that_are_no_keys_find_nothing(setting: Setting) -> None:
    marks = [mark(setting, session=each) for each in ("\0", 5, None, "é" * 99)]
    outcomes = post(setting.teacher, *marks).json()["outcomes"]
    assert {each["code"] for each in outcomes.values()} == {"not_found"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["uuid", "told_at", "late", "presence", "over"]), _JSON))
def test_no_mark_breaks_the_reader(told: dict[str, Any]) -> None:
    body = json.dumps({"sent_at": "2026-09-07T09:00:00Z", "marks": [told]}).encode()
    read_sent(body)
