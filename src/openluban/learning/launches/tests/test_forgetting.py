"""Erasing a learner, what they take along, waiving, and that no name reaches a statement."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from openluban.foundation.history.models import Entry
from openluban.kernel.refusals import NotFound
from openluban.learning.launches.errors import NotWaivable
from openluban.learning.launches.models import Participation, Progress, Registration, Session
from openluban.learning.launches.tests.make import (
    make_course,
    make_enrolled,
    open_unit,
    unit_key,
)
from openluban.learning.launches.use_cases.waive import Waiver, waive_unit
from openluban.learning.launches.views.clock import now
from openluban.learning.learners.public import erase_learner, take_along
from openluban.learning.learners.tests.make import make_registrar, make_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]


def everything_said() -> str:
    """Return all that the store keeps, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT raw FROM statements_statement")
        said = cursor.fetchall()
        cursor.execute("SELECT content FROM statements_document")
        said += cursor.fetchall()
    return "\n".join(bytes(row[0]).decode() for row in said)


def count_said() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM statements_statement")
        return int(cursor.fetchone()[0])


def test_erasing_a_learner_takes_their_statements_and_progress_along() -> None:
    make_course()
    learner, other = make_enrolled(), make_enrolled(name="Other")
    for each in (learner, other):
        open_unit(each.actor).say("initialized", "completed", "terminated")
    name = Participation.objects.get(person=learner.person).name
    assert name in everything_said()
    kept = count_said()

    at = datetime.now(UTC)
    erase_learner(key=learner.person.key, is_meant=True, actor=make_registrar(), at=at)

    assert name not in everything_said()
    assert count_said() == kept // 2
    for table in (Participation, Registration, Session, Progress):
        assert table.objects.count() == 1
    entries = Entry.objects.filter(action__in=["launches.erased", "statements.erased"])
    assert entries.count() == 2
    assert name not in str(list(entries.values()))


def test_no_name_and_no_key_of_a_person_reaches_the_store() -> None:
    make_course()
    learner = make_enrolled(name="Zqxlearner")
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    said = everything_said().lower()
    marks = ("rakhimov", "farrukh", "раҳимов", "фаррух", "zqxlearner", "2006-05-04")
    for mark in (*marks, learner.person.key, learner.person.token, learner.actor.key):
        assert mark.lower() not in said, mark
    assert "\\u0420" not in said


def test_what_is_kept_is_taken_along() -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    data = take_along(key=learner.person.key, actor=learner.actor, at=datetime.now(UTC))

    (course,) = data["courses"]
    assert course["course"] == "pumps"
    assert course["units"][0]["unit"] == unit_key("first")
    assert course["units"][0]["completed_at"]
    assert course["pseudonym"] == Participation.objects.get().name
    assert {"attendance", "awards", "results"} <= data.keys()


def _waiver(learner: Any, unit: str = "second", reason: str = "Tested Out") -> Waiver:
    registration = str(Registration.objects.get().uuid)
    return Waiver(learner.cohort.key, registration, unit_key(unit), reason)


def test_a_waived_unit_counts_and_says_why() -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    teacher = make_teacher(of=learner.cohort)
    at = datetime.now(UTC)
    waive_unit(waiver=_waiver(learner), actor=teacher, at=at, clock=now)

    assert Registration.objects.get().satisfied_at == at
    said = everything_said()
    assert '"https://w3id.org/xapi/cmi5/result/extensions/reason":"Tested Out"' in said
    assert said.count("adl/verbs/satisfied") == 2
    assert str(Session.objects.get().uuid) in said
    for again in (_waiver(learner), _waiver(learner, "first"), _waiver(learner, reason="So")):
        with pytest.raises(NotWaivable):
            waive_unit(waiver=again, actor=teacher, at=at, clock=now)
    with pytest.raises(NotFound):
        waive_unit(waiver=_waiver(learner), actor=make_teacher("Other"), at=at, clock=now)
