"""Awarding many at once: whole pieces, nobody twice, nobody forgotten."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.credentials.errors import NobodyToAward, TooMany
from openluban.learning.credentials.models.awards import Award, Batch, BatchItem
from openluban.learning.credentials.models.issuers import StatusList
from openluban.learning.credentials.queries.awards import left_out_of
from openluban.learning.credentials.running import run_to_the_end
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
    make_all,
    make_awarder,
    make_graduate,
    wish,
)
from openluban.learning.credentials.use_cases import award_many
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.award_many import begin_batch, go_on
from openluban.learning.learners.public import Enrolment, State

pytestmark = pytest.mark.django_db


def graduates(count: int) -> list[str]:
    """Make so many graduates and return the keys of their enrolments."""
    return [make_graduate(f"GRADUATE {number}").key for number in range(count)]


def begun(keys: list[str], **changed: Any) -> Batch:
    """Begin a batch as somebody who awards."""
    return begin_batch(wish=wish(), enrolments=keys, actor=make_awarder(**changed), at=AT)


def test_piece_by_piece_everybody_once() -> None:
    make_all()
    batch = begun(graduates(5))
    steps = [go_on(batch=batch.key, at=AT, most=2) for _step in range(4)]
    assert [(each.awarded, each.is_done) for each in steps] == [
        (2, False),
        (4, False),
        (5, False),
        (5, True),
    ]
    assert go_on(batch=batch.key, at=AT).awarded == 5
    assert Award.objects.values("person").distinct().count() == Award.objects.count() == 5
    assert Award.objects.values("position").distinct().count() == 5
    assert not Enrolment.objects.exclude(state=State.CERTIFIED).exists()
    assert BatchItem.objects.filter(award=None).count() == 0
    (each,) = StatusList.objects.all()
    assert each.left == 131_072 - 5


def test_who_cannot_be_awarded_is_left_out_with_the_reason() -> None:
    make_all()
    held, learning, twice = (
        make_graduate("HELD"),
        make_graduate("LEARNING", ("enrolled", "2025-09-01")),
        make_graduate("TWICE"),
    )
    award_one(wish=wish(), enrolment=held.key, actor=SYSTEM, at=AT)
    again = Enrolment.objects.get(pk=twice.pk)
    again.pk, again.key = None, "another-enrolment"
    again.save()
    keys = [held.key, learning.key, twice.key, again.key, twice.key, "nobody"]
    batch = begun(keys)
    assert batch.total == 4
    run_to_the_end(batch.key)
    batch.refresh_from_db()
    assert (batch.state, batch.awarded, batch.left_out) == (Batch.State.DONE, 1, 3)
    assert [(each.problem, each.count) for each in left_out_of(batch)] == [
        ("credentials.awarded_already", 2),
        ("credentials.not_completed", 1),
    ]


def test_what_breaks_in_the_middle_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    make_all()
    batch = begun(graduates(4))
    go_on(batch=batch.key, at=AT, most=2)

    def breaks(*_given: Any, **_named: Any) -> None:
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr(f"{award_many.__name__}.update_columns", breaks)
    with pytest.raises(OSError, match="the disk is full"):
        go_on(batch=batch.key, at=AT, most=2)
    assert Award.objects.count() == 2
    assert StatusList.objects.get().left == 131_072 - 2
    monkeypatch.undo()
    run_to_the_end(batch.key)
    assert Award.objects.count() == 4


def test_when_a_list_is_full_the_next_one_begins() -> None:
    make_all()
    first = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    full = first.status_list
    full.taken = b"\xff" * (131_072 // 8 - 1) + b"\xfe"
    full.left = 1
    full.save()
    batch = begun(graduates(3))
    run_to_the_end(batch.key)
    rows = Award.objects.exclude(pk=first.pk).values_list("status_list__number", "position")
    assert sorted(number for number, _place in rows) == [1, 2, 2]
    assert [place for number, place in rows if number == 1] == [131_071]
    addresses = {
        each["statusListCredential"]
        for award in Award.objects.all()
        for each in json.loads(bytes(award.document))["credentialStatus"]
    }
    assert len(addresses) == 4


def test_a_piece_asks_as_much_for_many_as_for_few() -> None:
    make_all()
    few, many = begun(graduates(2)), begun(graduates(12), name="Second")
    asked = []
    for batch in (few, many):
        with CaptureQueriesContext(connection) as seen:
            go_on(batch=batch.key, at=AT)
        asked.append(len(seen))
    # The first piece of all also makes the issuer's first status list.
    assert asked[1] <= asked[0] <= 40


def test_refusals() -> None:
    make_all()
    (key,) = graduates(1)
    with pytest.raises(NotAllowed):
        begin_batch(wish=wish(), enrolments=[key], actor=PUBLIC, at=AT)
    irina = make_awarder()
    with pytest.raises(NobodyToAward):
        begin_batch(wish=wish(), enrolments=["nobody"], actor=irina, at=AT)
    with pytest.raises(TooMany):
        begin_batch(wish=wish(), enrolments=[key] * 20_001, actor=irina, at=AT)
    with pytest.raises(NotFound):
        go_on(batch="no-such-batch", at=AT)
    far = make_awarder("Far", COLLEGE)
    assert begin_batch(wish=wish(issuer=COLLEGE), enrolments=[key], actor=far, at=AT).total == 1
