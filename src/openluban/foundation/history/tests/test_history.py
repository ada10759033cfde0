"""The history can only be added to, and tells who did what until they are erased."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.access.models import PersonKey
from openluban.foundation.access.sealing import erase
from openluban.foundation.history.models import AppendOnly, Entry
from openluban.foundation.history.recording import Deed, name_in, record, record_all
from openluban.foundation.history.stamp import state_of_records
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.keys import new_key

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 1, tzinfo=UTC)
ANNA = Actor("person", "anna-key", "Anna Ahmedova")
DEED = Deed("registers.edited", "workshops", "tj-ttu", {"name": ("a", "b")}, "mistyped")


def test_a_deed_keeps_who_when_what_and_why() -> None:
    record(DEED, actor=ANNA, at=AT)

    entry = Entry.objects.about("workshops", "tj-ttu").get()
    assert (entry.action, entry.happened_at, entry.reason) == ("registers.edited", AT, "mistyped")
    assert entry.changes == {"name": ["a", "b"]}
    assert (entry.actor_kind, entry.actor_key) == ("person", "anna-key")
    assert name_in(entry) == "Anna Ahmedova"


def test_a_name_lies_sealed_in_the_history() -> None:
    record(DEED, actor=ANNA, at=AT)

    assert "Anna" not in Entry.objects.get().actor_sealed


def test_erasing_a_person_leaves_the_deed_and_takes_the_name() -> None:
    record(DEED, actor=ANNA, at=AT)

    assert erase("anna-key")

    entry = Entry.objects.get()
    assert name_in(entry) == ""
    assert entry.changes == {"name": ["a", "b"]}
    assert not erase("anna-key")


def test_the_system_and_the_public_have_no_name_to_seal() -> None:
    record(DEED, actor=SYSTEM, at=AT)
    record(DEED, actor=PUBLIC, at=AT)

    assert {entry.actor_sealed for entry in Entry.objects.all()} == {""}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history_entry SET reason = 'other'", "DELETE FROM history_entry"],
)
def test_the_database_itself_refuses_to_change_or_delete(statement: str) -> None:
    record(DEED, actor=SYSTEM, at=AT)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().reason == "mistyped"


def test_querysets_refuse_as_well() -> None:
    with pytest.raises(AppendOnly):
        Entry.objects.all().delete()
    with pytest.raises(AppendOnly):
        Entry.objects.update(reason="other")


def test_every_deed_moves_the_state_of_the_records() -> None:
    first = state_of_records()
    record_all([DEED, DEED], actor=SYSTEM, at=AT)
    second = state_of_records()
    record(DEED, actor=SYSTEM, at=AT)

    assert len({first, second, state_of_records()}) == 3


def _stays(do: Callable[[], object]) -> bool:
    """Test whether the state stays when something is done.

    Tests that run beside this one, in other databases of the same server, move it now and then.
    """
    for _ in range(20):
        before = state_of_records()
        do()
        if state_of_records() == before:
            return True
    return False


def test_what_is_no_deed_leaves_the_state() -> None:
    assert _stays(lambda: PersonKey.objects.create(person=new_key(), wrapped=b""))
    assert not _stays(lambda: record(DEED, actor=SYSTEM, at=AT))


def test_the_state_of_the_records_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        state_of_records()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_who_commits_late_moves_the_state_and_who_wrote_no_deed_does_not() -> None:
    late = connection.copy()
    with late.cursor() as cursor:
        quiet = state_of_records()
        cursor.execute("BEGIN")
        cursor.execute(_AN_ENTRY)
        record(DEED, actor=SYSTEM, at=AT)
        beside = state_of_records()
        cursor.execute("COMMIT")
        assert len({quiet, beside, state_of_records()}) == 3
        assert _stays(lambda: cursor.execute("CREATE TABLE beside (id int); DROP TABLE beside"))
    late.close()


_AN_ENTRY = (
    "INSERT INTO history_entry (happened_at, action, actor_kind, actor_key, actor_sealed,"
    " subject_kind, subject_key, changes, reason) VALUES (now(), 'x', '', '', '', '', '', '{}', '')"
)
