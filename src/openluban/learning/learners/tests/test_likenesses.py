"""Two records that may be one person: proposed, joined, parted, told apart."""

import pytest

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.learners import errors
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.tests.make import (
    AT,
    PASSPORT,
    make_enrolment,
    make_learner,
    make_place,
    make_registrar,
)
from openluban.learning.learners.use_cases.find_likenesses import find_likenesses
from openluban.learning.learners.use_cases.merge import merge_persons, part_persons, tell_apart

pytestmark = pytest.mark.django_db


def test_alike_records_are_proposed_joined_and_parted() -> None:
    place = make_place()
    rosa = make_registrar()
    first = make_learner(place, PASSPORT)
    second = make_learner(place)
    make_learner(place, PASSPORT, born_on="1999-01-01")
    enrolment = make_enrolment(second)

    assert find_likenesses(actor=rosa, at=AT) == 1
    assert find_likenesses(actor=rosa, at=AT) == 0
    pair = Likeness.objects.get()
    assert (pair.first, pair.second, pair.decision) == (first, second, "")

    merge_persons(kept=first.key, gone=second.key, reason="one card", actor=rosa, at=AT)
    enrolment.refresh_from_db()
    assert enrolment.person == first
    assert {name.kind for name in first.names.all()} == {"passport", "local"}

    part_persons(kept=first.key, gone=second.key, reason="twins", actor=rosa, at=AT)
    enrolment.refresh_from_db()
    assert enrolment.person == second
    assert {name.kind for name in first.names.all()} == {"passport"}
    with pytest.raises(errors.NotMerged):
        part_persons(kept=first.key, gone=second.key, reason="twins", actor=rosa, at=AT)
    assert find_likenesses(actor=rosa, at=AT) == 0


def test_joins_that_are_refused() -> None:
    place = make_place()
    rosa = make_registrar()
    first, second = make_learner(place), make_learner(make_place("kz-ektu"))
    with pytest.raises(NotFound):
        merge_persons(kept=first.key, gone=second.key, reason="x", actor=rosa, at=AT)
    with pytest.raises(errors.SamePerson):
        merge_persons(kept=first.key, gone=first.key, reason="x", actor=rosa, at=AT)
    with pytest.raises(errors.SamePerson):
        tell_apart(first=first.key, second=first.key, actor=rosa, at=AT)
    third = make_learner(place)
    with pytest.raises(errors.ReasonMissing):
        merge_persons(kept=first.key, gone=third.key, reason=" ", actor=rosa, at=AT)
    with pytest.raises(NotAllowed):
        find_likenesses(actor=PUBLIC, at=AT)
