"""A statement that comes alone is stored on PostgreSQL by one question, as any other would be."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import orjson
import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from openluban.learning.statements import alone
from openluban.learning.statements.alone import store_alone
from openluban.learning.statements.models import Mark, Source, Statement
from openluban.learning.statements.rows import LOCK
from openluban.learning.statements.sending import sender_of
from openluban.learning.statements.storing import New
from openluban.learning.statements.tests.make import (
    AT,
    UNIT,
    VOIDED,
    Program,
    forget_names,
    make_key,
    make_source,
    make_statement,
    reference_to,
)
from openluban.learning.statements.use_cases.store_statements import (
    LONGEST,
    Parcel,
    TookTooLong,
    checked,
    store_statements,
)

NOW = 1_795_000_000_000_000
DAY = 86_400_000_000


@pytest.fixture
def source() -> Source:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's alone")
    return make_source()


def _parcel(*statements: dict[str, Any]) -> Parcel:
    return Parcel([(each, orjson.dumps(each)) for each in statements], 2)


def _new(**changes: Any) -> New:
    return next(checked(_parcel(make_statement(**changes))))


def _store(new: New, source: Source, *, at: int = NOW, longest: int = LONGEST) -> int:
    return store_alone(new, source=source.pk, looks=True, clock=lambda: at, longest=longest)


def _questions(program: Program, statement: dict[str, Any]) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        program.post(statement)
    return [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]


@pytest.mark.django_db
def test_it_is_one_question(source: Source) -> None:
    program = Program(make_key(source))
    program.post(make_statement())
    unit = {"id": UNIT, "definition": {"name": {"en": "Pumps"}}}
    assert any("INSERT INTO statements_name" in sql for sql in _defining(program, unit))
    forget_names()  # as a worker that was started just now
    look, store = _defining(program, unit)
    assert look.startswith("SELECT value, definition FROM statements_name")
    assert store.startswith("SELECT statements_store_one(")


def _defining(program: Program, unit: dict[str, Any]) -> list[str]:
    return _questions(program, make_statement(object=unit))


@pytest.mark.django_db
def test_it_is_stored_as_beside_others(source: Source) -> None:
    one, other = (_new(timestamp=when) for when in ("2026-10-01T10:00:00Z", None))
    first = _store(one, source)
    second = _store(other, source, at=NOW - DAY)
    assert NOW <= first < NOW + LONGEST
    assert second == first + 1, "moments grow when the clock does not"
    kept = list(Statement.objects.order_by("id"))
    for stored, sent in zip(kept, (one, other), strict=True):
        assert (str(stored.uuid), bytes(stored.raw), bytes(stored.actor), bytes(stored.verb)) == (
            *(sent.uuid, sent.raw, sent.actor, sent.verb),
        )
        assert (stored.target, stored.voids, stored.is_voided, stored.has, stored.source_id) == (
            *(None, False, False, sent.has, source.pk),
        )
        marks = Mark.objects.filter(statement=stored.id).values_list("kind", "value")
        assert {(kind, bytes(value)) for kind, value in marks} == sent.marks
    assert [each.happened for each in kept] == [one.happened, second]


@pytest.mark.django_db
def test_it_lies_on_the_disk_whatever_the_server_is_told(source: Source) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        _store(_new(), source)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


@pytest.mark.django_db
def test_what_is_stored_or_waited_for_is_for_the_usual_way(source: Source) -> None:
    new, waited_for = _new(), _new()
    assert _store(new, source)
    assert _store(new, source) == 0
    Program(make_key(source)).post(reference_to(waited_for.uuid, VOIDED))
    assert _store(waited_for, source) == 0
    assert Statement.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_took_too_long_is_taken_back(source: Source) -> None:
    assert _store(_new(), source, longest=-1) == 0
    assert not Statement.objects.exists()
    assert not Mark.objects.exists()


@pytest.mark.django_db
def test_a_deed_of_which_storing_is_a_part_outlives_what_took_too_long(source: Source) -> None:
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(name="changed")
        assert _store(_new(), source, longest=-1) == 0
        assert Source.objects.get(pk=source.pk).name == "changed"
        assert _store(_new(), source)


@pytest.mark.django_db(transaction=True)
def test_who_would_not_see_what_others_store_goes_the_usual_way(source: Source) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert _store(_new(), source) == 0


@pytest.mark.django_db(transaction=True)
def test_it_waits_its_turn_and_its_moment_with_it(source: Source) -> None:
    own = connection.get_connection_params()
    told = {name: own[name] for name in ("host", "port", "user", "dbname") if name in own}
    with closing(psycopg.connect(**told)) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        leaving = threading.Timer(0.3, other.commit)
        leaving.start()
        begun = time.monotonic()
        moment = _store(_new(), source)
        waited = time.monotonic() - begun
        leaving.join()
    assert 200_000 < moment - NOW < waited * 1_000_000 + 1_000


@pytest.mark.django_db(transaction=True)
def test_what_fails_leaves_nothing(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    right = alone._columns

    def twice(new: New, number: int, marks: list[Any]) -> tuple[object, ...]:
        return right(new, number, [*marks, marks[0]])

    monkeypatch.setattr(alone, "_columns", twice)
    with pytest.raises(IntegrityError):
        _store(_new(), source)
    monkeypatch.undo()
    connection.close()
    assert not Statement.objects.exists()
    assert _store(_new(), source)


@pytest.mark.django_db
def test_what_kept_others_waiting_is_stored_ahead() -> None:
    two = _parcel(make_statement(), make_statement())
    sender, moments = sender_of(make_key(), AT), _every(LONGEST + 1)
    _uuids, last = store_statements(parcel=two, sender=sender, clock=lambda: next(moments))
    assert last > NOW + 30_000_000
    assert Statement.objects.count() == 2


@pytest.mark.django_db
def test_what_kept_others_waiting_for_minutes_is_taken_back() -> None:
    two = _parcel(make_statement(), make_statement())
    sender, moments = sender_of(make_key(), AT), _every(400_000_000)
    with pytest.raises(TookTooLong):
        store_statements(parcel=two, sender=sender, clock=lambda: next(moments))
    assert not Statement.objects.exists()


def _every(step: int) -> Iterator[int]:
    return iter(range(NOW, NOW + 100 * step, step))
