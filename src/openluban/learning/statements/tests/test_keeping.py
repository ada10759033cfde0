"""Sources and keys, what goes after its time, what a person asks to be erased."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest
from django.db import connection

from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.learning.statements.formats.multipart import written
from openluban.learning.statements.models import (
    Attached,
    Attachment,
    Document,
    Key,
    Mark,
    Source,
    Statement,
)
from openluban.learning.statements.queries.arriving import days_of, gaps_between, gaps_of
from openluban.learning.statements.queries.uses import by_person, by_verb, most_used
from openluban.learning.statements.rules.scopes import USUAL
from openluban.learning.statements.sending import digest_of
from openluban.learning.statements.tests.make import (
    AT,
    SITE,
    UNIT,
    VOIDED,
    Program,
    enclosed_of,
    make_agent,
    make_key,
    make_source,
    make_statement,
    reference_to,
)
from openluban.learning.statements.use_cases.keep_sources import (
    add_source,
    issue_key,
    set_retention,
    withdraw_key,
)
from openluban.learning.statements.use_cases.let_go import erase_statements, retain_statements

pytestmark = pytest.mark.django_db


def test_a_key_is_told_once_and_kept_as_a_digest() -> None:
    source = make_source()
    key, secret = issue_key(source_key=source.key, actor=SYSTEM, at=AT)
    kept = Key.objects.get()
    assert bytes(kept.digest) == digest_of(secret)
    assert len(secret) > 40
    assert kept.scopes.split() == list(USUAL)
    assert secret not in str(Entry.objects.values_list("changes", flat=True))
    assert key.login.startswith("tablet.")


def test_a_withdrawn_key_opens_nothing() -> None:
    program = Program(make_key())
    assert program.ask("GET", "statements").status_code == 200
    key = Key.objects.get()
    withdraw_key(login=key.login, actor=SYSTEM, at=AT)
    assert program.ask("GET", "statements").status_code == 401
    with pytest.raises(NotFound):
        withdraw_key(login=key.login, actor=SYSTEM, at=AT)


def test_when_a_key_was_used_is_noted_once_an_hour() -> None:
    program = Program(make_key())
    program.ask("GET", "statements")
    first = Key.objects.get().last_used_at
    assert first is not None
    program.ask("GET", "statements")
    assert Key.objects.get().last_used_at == first


@pytest.mark.parametrize("key", ["", "Tablet", "a b", "-a", "a" * 60, "käy"])
def test_a_source_has_a_plain_key(key: str) -> None:
    with pytest.raises(Invalid):
        add_source(key=key, name="", site=SITE, actor=SYSTEM, at=AT)


def test_what_cannot_be_is_refused() -> None:
    source = make_source()
    with pytest.raises(Invalid):
        make_source()
    with pytest.raises(Invalid):
        add_source(key="other", name="", site=SITE, version="0.9", actor=SYSTEM, at=AT)
    with pytest.raises(Invalid):
        issue_key(source_key=source.key, scopes=("root",), actor=SYSTEM, at=AT)
    with pytest.raises(NotFound):
        issue_key(source_key="nobody", actor=SYSTEM, at=AT)
    for days in (0, 40_000):
        with pytest.raises(Invalid):
            set_retention(source_key=source.key, days=days, actor=SYSTEM, at=AT)


def test_only_keepers_keep() -> None:
    source = make_source()
    same: dict[str, Any] = {"actor": PUBLIC, "at": AT}
    deeds = (
        lambda: add_source(key="x", name="", site=SITE, **same),
        lambda: issue_key(source_key=source.key, **same),
        lambda: withdraw_key(login="x", **same),
        lambda: set_retention(source_key=source.key, days=1, **same),
        lambda: retain_statements(**same),
        lambda: erase_statements(agent=make_agent(), **same),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_statements_go_after_their_time_with_all_that_belongs_to_them(program: Program) -> None:
    enclosed, named = enclosed_of(b"a file")
    one = make_statement(attachments=[named])
    kind, body = written(orjson.dumps(one), [enclosed])
    program.ask("POST", "statements", body, kind=kind)
    program.post(reference_to(one["id"]))
    later = datetime.now(UTC) + timedelta(days=10)
    assert retain_statements(actor=SYSTEM, at=later) == {}
    set_retention(source_key="tablet", days=11, actor=SYSTEM, at=AT)
    assert retain_statements(actor=SYSTEM, at=later) == {"tablet": 0}
    set_retention(source_key="tablet", days=9, actor=SYSTEM, at=AT)
    assert retain_statements(actor=SYSTEM, at=later) == {"tablet": 2}
    for table in (Statement, Mark, Attached, Attachment):
        assert not table.objects.exists()
    entry = Entry.objects.get(action="statements.let_go")
    assert (entry.subject_key, entry.changes) == ("tablet", {"statements": [2, None]})


def test_a_person_is_erased_and_nobody_else(program: Program) -> None:
    ann, bob = make_agent("ann"), make_agent("bob")
    group = {"objectType": "Group", "member": [ann]}
    (did,) = program.post(make_statement("ann"))
    program.post(make_statement("bob", object=ann), make_statement(actor=group))
    (voided,) = program.post(make_statement("ann"))
    program.post(reference_to(voided, VOIDED))
    (about,) = program.post(reference_to(did))
    taught = make_statement("bob", context={"instructor": ann})
    program.post(taught)
    place: dict[str, Any] = {"activityId": UNIT, "stateId": "s"}
    program.ask("PUT", "activities/state", {}, agent=ann, **place)
    program.ask("PUT", "activities/state", {}, agent=bob, **place)
    program.ask("PUT", "agents/profile", {}, agent=ann, profileId="x")
    erased = erase_statements(agent=ann, actor=SYSTEM, at=AT)
    assert (erased.statements, erased.documents, erased.named_elsewhere) == (4, 2, 1)
    assert program.find(agent=ann) == []
    assert [each["id"] for each in program.find(agent=ann, related_agents=True)] == [taught["id"]]
    assert program.ask("GET", "statements", statementId=about).status_code == 200
    assert Document.objects.count() == 1
    assert b"ann" not in b"".join(
        bytes(raw)
        for raw in Statement.objects.exclude(uuid=taught["id"]).values_list("raw", flat=True)
    )
    entry = Entry.objects.get(action="statements.erased")
    assert entry.changes == {"statements": [4, None], "documents": [2, None]}
    assert "ann" not in f"{entry.subject_key} {entry.reason}"


def test_delays_and_gaps_are_told_by_day(program: Program) -> None:
    now = datetime.now(UTC)
    for days in (1, 5, 6):
        at = (now - timedelta(days=days)).isoformat()
        program.post(make_statement(timestamp=at))
    program.post(make_statement())
    source = Source.objects.get().pk
    since = int((now - timedelta(days=30)).timestamp() * 1_000_000)
    with connection.cursor() as cursor:
        (today,) = days_of(cursor, source, since)
        (gap,) = gaps_of(cursor, source, since)
    assert (today.statements, today.late) == (4, 3)
    assert timedelta(days=6) <= today.delay < timedelta(days=7)
    assert gap.days == 3
    assert gap.first == (now - timedelta(days=4)).date()


def test_gaps_lie_between_days() -> None:
    days = [date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 8)]
    assert [gap.days for gap in gaps_between(days, 1)] == [1, 3]
    assert [gap.days for gap in gaps_between(days, 2)] == [3]
    assert gaps_between([], 1) == []


def test_uses_count_statements_and_persons_by_verb(program: Program) -> None:
    passed = {"id": "urn:passed"}
    named = {"id": UNIT, "definition": {"name": {"en": "Pump", "ru": "Насос"}}}
    program.post(make_statement("a", object=named), make_statement("a"), make_statement("b"))
    program.post(make_statement("b", verb=passed), make_statement("b", object={"id": "urn:x"}))
    (voided,) = program.post(make_statement("c"))
    program.post(reference_to(voided, VOIDED))
    with connection.cursor() as cursor:
        most, *_others = most_used(cursor)
        verbs = by_verb(cursor, most.value)
        persons = by_person(cursor, most.value)
    assert most.names == {"en": "Pump", "ru": "Насос"}
    counted = {each.verb.rpartition("/")[2]: (each.statements, each.persons) for each in verbs}
    # Who voids refers to the unit as well; what is voided counts for nothing.
    assert counted == {"completed": (3, 2), "urn:passed": (1, 1), "voided": (1, 1)}
    assert [each.statements for each in persons] == [2, 2, 1]
    assert "a" not in {each.pseudonym for each in persons}
