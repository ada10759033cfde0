"""What makes storing quick changes nothing of what is stored, refused and let go."""

from base64 import b64decode, b64encode
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection

from openluban.kernel.actor import SYSTEM
from openluban.learning.statements import rows
from openluban.learning.statements.errors import NotKnown, Unfit
from openluban.learning.statements.models import Key, Mark, Statement
from openluban.learning.statements.rows import AT_ONCE, quick_cursor
from openluban.learning.statements.rules.activities import activity
from openluban.learning.statements.rules.agents import agent
from openluban.learning.statements.rules.marks import ACTIVITY, AGENT, VERB
from openluban.learning.statements.rules.types import moment
from openluban.learning.statements.sending import sender_of
from openluban.learning.statements.tests.make import (
    AT,
    VOIDED,
    Program,
    make_key,
    make_statement,
    reference_to,
)
from openluban.learning.statements.use_cases.keep_sources import withdraw_key


def test_what_fitted_once_lets_nothing_else_pass() -> None:
    fitting = {"id": "https://luban.example/units/1", "definition": {"name": {"en": "A"}}}
    activity(fitting, "object")
    activity(fitting, "object")
    for unfit in ({**fitting, "more": 1}, {**fitting, "definition": {"name": {"en": True}}}):
        for _again in range(2):
            with pytest.raises(Unfit) as refused:
                activity(unfit, "context.contextActivities.parent[0]")
            assert str(refused.value.details["path"]).startswith("context.contextActivities")


def test_what_no_json_can_say_is_still_checked() -> None:
    with pytest.raises(Unfit):
        agent({"mbox": {1, 2}}, "actor")


def test_moments_are_counted_to_the_microsecond() -> None:
    said = {
        "1970-01-01T00:00:00Z": 0,
        "1969-12-31T23:59:59.999999Z": -1,
        "1970-01-01T01:30:00+01:30": 0,
        "1969-12-31T19:00:00.5-05:00": 500_000,
        "2016-12-31T23:59:60Z": 1_483_228_800_000_000,
        "2024-02-29T00:00:00.1234567Z": 1_709_164_800_123_456,
    }
    assert {text: moment(text, "timestamp") for text in said} == said


@pytest.mark.django_db
def test_the_quick_cursor_speaks_of_faults_as_django_does() -> None:
    fault = OperationalError if connection.vendor == "sqlite" else ProgrammingError
    with quick_cursor() as cursor, pytest.raises(fault):
        cursor.execute("SELECT nothing FROM nowhere")


@pytest.mark.django_db
def test_a_key_that_another_worker_withdrew_opens_nothing_a_second_later() -> None:
    header = make_key()
    known = sender_of(header, AT)
    assert sender_of(header, AT + timedelta(minutes=1)) == known
    Key.objects.update(withdrawn_at=AT)
    assert sender_of(header, AT + timedelta(minutes=1, milliseconds=999)) == known
    with pytest.raises(NotKnown):
        sender_of(header, AT + timedelta(minutes=1, seconds=1))


@pytest.mark.django_db
def test_a_key_that_this_worker_withdrew_opens_nothing_any_more() -> None:
    header = make_key()
    for _again in range(2):
        sender_of(header, AT)
    withdraw_key(login=Key.objects.get().login, actor=SYSTEM, at=AT)
    with pytest.raises(NotKnown):
        sender_of(header, AT)


@pytest.mark.django_db
def test_a_key_read_just_now_opens_nothing_for_another_secret() -> None:
    header = make_key()
    for _again in range(2):
        sender_of(header, AT)
    login = b64decode(header.removeprefix("Basic ")).decode().partition(":")[0]
    with pytest.raises(NotKnown):
        sender_of("Basic " + b64encode(f"{login}:guessed".encode()).decode(), AT)


@pytest.mark.django_db
def test_many_at_once_are_held_against_all_that_is_stored(program: Program) -> None:
    many = [make_statement() for _each in range(AT_ONCE + 2)]
    waiting = reference_to(many[-1]["id"], VOIDED)
    program.post(waiting)
    program.post(many[AT_ONCE], many[3])
    program.post(*many)
    assert Statement.objects.count() == len(many) + 1
    assert Statement.objects.filter(is_voided=True).count() == 1
    other = {**many[-2], "verb": {"id": "http://example.com/verbs/other"}}
    assert program.ask("POST", "statements", [*many[:-2], other]).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 10])
def test_few_and_many_are_stored_alike(program: Program, number: int) -> None:
    program.post(*[make_statement(f"p{place}") for place in range(number)])
    kept = Statement.objects.values_list("id", flat=True)
    marks = Mark.objects.order_by("kind").values_list("kind", "statement")
    assert Counter(marks) == Counter(
        (kind, key) for key in kept for kind in (VERB, AGENT, ACTIVITY)
    )


@pytest.mark.django_db
def test_a_server_that_answered_just_now_is_not_asked_whether_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = iter([1e9, 1e9 + 0.9, 1e9 + 20])
    monkeypatch.setattr(rows, "monotonic", lambda: next(moments))
    within: Any = connection
    within.ensure_connection()
    spared = []
    for _request in range(3):
        within.health_check_done = False
        rows.spare_a_question()
        spared.append(within.health_check_done)
    assert spared == [False, True, False]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_went_away_costs_one_answer() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's alone")
    program = Program(make_key())
    program.post(make_statement())
    number = connection.connection.info.backend_pid
    with connection.cursor() as cursor, suppress(OperationalError):
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    statement = make_statement()
    assert program.ask("POST", "statements", statement).status_code == 500
    connection.close_if_unusable_or_obsolete()  # as at the end of a request
    program.post(statement)
    assert Statement.objects.count() == 2
