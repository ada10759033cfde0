"""Somebody is erased while they are being awarded: whoever comes second waits, and knows."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials.errors import NotThere
from openluban.learning.credentials.models.awards import Award, BatchItem
from openluban.learning.credentials.tests.make import AT, make_all, make_graduate, wish
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.award_many import begin_batch, go_on
from openluban.learning.credentials.use_cases.reissue import reissue
from openluban.learning.learners.public import Person, erase_learner

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
_PATIENCE = 20


class Beside(Thread):
    """Does something over a connection of its own, as another process would."""

    def __init__(self, do: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.do = do
        self.refused: Exception | None = None
        self.start()

    def run(self) -> None:
        """Do it, and keep what it was refused with."""
        try:
            self.do()
        except Exception as refused:  # noqa: BLE001 - the test says which it must be
            self.refused = refused
        finally:
            connection.close()

    def waits(self) -> bool:
        """Test whether the database lets it wait."""
        for _ in range(_PATIENCE * 10):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    " AND datname = current_database()"
                )
                if cursor.fetchone()[0]:
                    return True
            if not self.is_alive():
                return False
            time.sleep(0.1)
        return False

    def ended(self) -> Exception | None:
        """Return what it was refused with, None if it was done."""
        self.join(_PATIENCE)
        assert not self.is_alive()
        return self.refused


def erase(person: Person) -> None:
    """Erase somebody."""
    erase_learner(key=person.key, is_meant=True, actor=SYSTEM, at=AT)


def test_who_is_being_erased_is_not_awarded() -> None:
    make_all()
    graduate = make_graduate()
    with transaction.atomic():
        erase(graduate.person)
        awarding = Beside(
            lambda: award_one(wish=wish(), enrolment=graduate.key, actor=SYSTEM, at=AT)
        )
        assert awarding.waits()
    assert isinstance(awarding.ended(), NotThere)
    assert not Award.objects.exists()


def test_a_batch_leaves_out_who_is_being_erased() -> None:
    make_all()
    gone, stays = make_graduate("GONE"), make_graduate("STAYS")
    keys = [gone.key, stays.key]
    batch = begin_batch(wish=wish(), enrolments=keys, actor=SYSTEM, at=AT)
    with transaction.atomic():
        erase(gone.person)
        running = Beside(lambda: go_on(batch=batch.key, at=AT))
        assert running.waits()
    assert running.ended() is None
    assert Award.objects.get().person_id == stays.person_id
    assert BatchItem.objects.get(enrolment=gone).problem == NotThere.code


def test_who_was_just_awarded_is_erased_with_the_award() -> None:
    make_all()
    graduate = make_graduate()
    batch = begin_batch(wish=wish(), enrolments=[graduate.key], actor=SYSTEM, at=AT)
    with transaction.atomic():
        go_on(batch=batch.key, at=AT)
        erasing = Beside(lambda: erase(graduate.person))
        assert erasing.waits()
    assert erasing.ended() is None
    award = Award.objects.get()
    assert (award.state, bytes(award.document)) == (Award.State.ERASED, b"")


def test_issuing_anew_waits_for_an_erasure_and_does_not_hold_it_up() -> None:
    make_all()
    award = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    with transaction.atomic():
        # Erasing has the person and not yet the award: the other way round they would lock up.
        Person.objects.select_for_update().get(pk=award.person_id)
        again = Beside(lambda: reissue(award=award.key, reason="Name.", actor=SYSTEM, at=AT))
        assert again.waits()
        erase(award.person)
    assert again.ended() is not None
    assert Award.objects.get().state == Award.State.ERASED
