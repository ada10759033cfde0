"""Rows as lines of JSON: every kind of column comes back as it was, and nothing else comes in."""

import json
from base64 import b64encode
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey

from openluban.config.backups.flaws import Damaged, Flaw
from openluban.config.backups.manifest import Table
from openluban.config.backups.rows import LEFT_OUT, columns_of, fill, kept_models, lines_of
from openluban.directory.places.models import Country
from openluban.foundation.access.models import PersonKey
from openluban.foundation.history.models import Entry
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.text import LocalizedText
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.tests.make import make_class, make_session, mark_of, take
from openluban.learning.statements.models import Document
from openluban.teaching.harvest.models import Reached
from openluban.teaching.memory.models import Listing

COMES_BACK = {
    *("AutoField", "BigAutoField", "BooleanField", "CharField", "EmailField", "TextField"),
    *("PositiveIntegerField", "IntegerField", "BigIntegerField", "PositiveBigIntegerField"),
    *("SmallIntegerField", "PositiveSmallIntegerField", "UUIDField"),
    *("DecimalField", "DateField", "DateTimeField", "TimeField"),
    *("JSONField", "BinaryField", "LocalizedTextField", "ImpreciseDateField", "SortNameField"),
    "_End",  # of an imprecise date
}
"""Kinds of columns whose values these tests, or the round trip, have seen come back."""


def test_no_column_is_of_a_kind_that_a_backup_has_never_held() -> None:
    kinds = {
        type(field).__name__
        for model in kept_models(apps)
        for field in columns_of(model)
        if not isinstance(field, ForeignKey)
    }
    assert kinds <= COMES_BACK, "show in a test that its values come back, then add it"


def test_what_is_left_out_is_only_what_django_makes_again() -> None:
    left = {model._meta.app_label for model in apps.get_models()} - {
        model._meta.app_label for model in kept_models(apps)
    }
    assert left == LEFT_OUT


def _table(model: Any, rows: int) -> Table:
    columns = tuple(field.attname for field in columns_of(model))
    return Table(model._meta.label_lower, columns, rows)


@pytest.mark.django_db
def test_values_come_back_as_they_were() -> None:
    country = Country(
        key="xx",
        alpha2="XX",
        alpha3="XXQ",
        numeric="999",
        name=LocalizedText(
            {"en": "A “quoted”\nname\u2028", "zh-hans": "名"}, frozenset({"zh-hans"})
        ),
        changed_at=datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC),
    )
    country.closed_on = ImpreciseDate.read("2025-08")
    country.save()
    PersonKey.objects.create(person="p", wrapped=bytes(range(256)))
    Listing.objects.create(key=-(2**63), first=2**63 - 1, count=-(2**31), offsets=b"\0\xff")
    Reached.objects.create(pk=1, number=2**63 - 1)
    made: tuple[tuple[Any, dict[str, str]], ...] = (
        (Country, {"key": "xx"}),
        (PersonKey, {"person": "p"}),
        (Listing, {}),
        (Reached, {}),
    )
    for model, key in made:
        _comes_back(model, **key)
    assert Country.objects.filter(closed_on_latest=date(2025, 8, 31)).exists()


def _comes_back(model: Any, **key: str) -> None:
    found = model._base_manager.filter(**key)
    before = found.values().get()
    lines = list(lines_of(model))
    model._base_manager.all().delete()
    assert not found.exists()
    fill(model, _table(model, len(lines)), lines)
    assert found.values().get() == before


@pytest.mark.django_db
def test_registers_and_documents_of_programs_come_back() -> None:
    cohort, (enrolment,) = make_class(people=1)
    session = make_session(cohort, begins=time(8, 5), ends=time(9, 35, 30))
    _comes_back(Session)
    take(mark_of(session, enrolment, "late", late=7, over=uuid4()))
    _comes_back(Attendance)
    Document.objects.create(
        place=b"p", kind=-(2**15), agent=b"", activity=b"\0\xff", content=b"{}", changed=-(2**63)
    )
    _comes_back(Document)


BAD_LINES = {
    "too few values": b"[1]",
    "too many values": b"[1,2,3,4]",
    "no list": b'{"id":1}',
    "no JSON": b"[1,",
    "deep": b"[" * 100_000,
    "a number for bytes": b'[1,"p",5]',
    "not unique": b'[1,"p",""]\n[1,"p",""]',
    "nothing where something must be": b'[1,null,""]',
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", BAD_LINES)
def test_rows_that_do_not_fit_are_refused(what: str) -> None:
    lines = BAD_LINES[what].splitlines()
    with pytest.raises(Damaged) as refused, transaction.atomic():
        fill(PersonKey, _table(PersonKey, len(lines)), lines)
    assert refused.value.flaw == Flaw.ROWS
    assert not PersonKey.objects.exists()


@pytest.mark.django_db
def test_more_or_fewer_rows_or_other_columns_than_listed_are_refused() -> None:
    line = json.dumps([1, "p", b64encode(b"x").decode()]).encode()
    columns = tuple(field.attname for field in columns_of(PersonKey))
    for table in (
        _table(PersonKey, 2),
        _table(PersonKey, 0),
        Table("access.personkey", columns[:2], 1),
        Table("access.personkey", (*columns, "password"), 1),
        Table("access.personkey", (columns[0], columns[0], columns[1]), 1),
    ):
        with pytest.raises(Damaged), transaction.atomic():
            fill(PersonKey, table, [line])


@pytest.mark.django_db(transaction=True)
def test_rows_that_refer_to_nothing_are_found_at_the_end() -> None:
    city = json.dumps([1, 999, "grant", ""]).encode()
    grants = next(model for model in kept_models(apps) if model._meta.label == "access.Grant")
    table = Table("access.grant", ("id", "account_id", "role", "scope"), 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        fill(grants, table, [city])


@pytest.mark.django_db
def test_the_history_can_be_filled_but_not_changed() -> None:
    entry = Entry.objects.create(
        happened_at=datetime(2026, 3, 1, tzinfo=UTC), action="x", actor_kind="system",
        subject_kind="y", subject_key="z", changes={"a": [None, "ж"]},
    )  # fmt: skip
    (line,) = lines_of(Entry)
    row = json.loads(line)
    row[0] = entry.pk + 1
    fill(Entry, _table(Entry, 1), [json.dumps(row).encode()])
    assert Entry.objects.filter(changes={"a": [None, "ж"]}).count() == 2
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_entry")
