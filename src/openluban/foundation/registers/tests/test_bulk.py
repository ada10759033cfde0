"""Many rows at once are stored as Django would store them one by one."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from openluban.foundation.columns.among import among
from openluban.foundation.columns.bulk import insert_columns, insert_records, update_records
from openluban.foundation.evidence.models import Source
from openluban.foundation.registers.tests.make import AT, make_country, make_workshop, the
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.text import LocalizedText

pytestmark = pytest.mark.django_db


def _workshop(key: str, **values: Any) -> Any:
    model: Any = the("workshops").model
    return model(
        key=key,
        name=LocalizedText(
            {"en": "Ávila’s “first”", "zh-hans": "鲁班工坊"}, frozenset({"zh-hans"})
        ),
        country_id=the("countries").model.objects.get(key="kz").pk,
        changed_at=AT,
        **values,
    )


_VALUES: list[dict[str, Any]] = [
    {},
    {"aliases": [["kk", "Атау"], ["en", "It's"]], "latitude": Decimal("49.948700")},
    {"closed_on": ImpreciseDate.read("2024-02"), "is_disputed": True, "version": 7},
    {"retired_at": datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), "audience": "internal"},
    {"scope": "a\\b\"c{},'%s"},
]


def _rows() -> list[dict[str, Any]]:
    found = the("workshops").model.objects.order_by("key")
    return [{name: v for name, v in row.items() if name != "id"} for row in found.values()]


def test_what_is_inserted_is_what_django_would_insert() -> None:
    make_country()
    records = [_workshop(f"w-{place}", **values) for place, values in enumerate(_VALUES)]
    the("workshops").model.objects.bulk_create(records)
    expected = _rows()
    the("workshops").model.objects.all().delete()

    insert_records(the("workshops").model, [*records])

    assert _rows() == expected
    assert expected[0]["sort_name"] == "avila’s “first”"
    assert str(expected[2]["closed_on_latest"]) == "2024-02-29"


def test_what_is_updated_is_what_saving_would_write() -> None:
    first, second = make_workshop("w-1"), make_workshop("w-2")
    first.name = LocalizedText({"ru": "Мастерская"})
    first.closed_on = ImpreciseDate.read("2025")

    update_records(the("workshops").model, [first])

    stored = {row["key"]: row for row in _rows()}
    assert stored["w-1"]["sort_name"] == "мастерская"
    assert str(stored["w-1"]["closed_on_earliest"]) == "2025-01-01"
    assert stored["w-2"]["name"] == second.name


def test_nothing_to_write_is_no_fault() -> None:
    insert_records(the("workshops").model, [])
    update_records(the("workshops").model, [])


def test_a_row_that_is_there_is_left_out_only_if_that_was_said() -> None:
    rows = {"citation": ["A 2025", "B 2025"], "publisher": ["A", "B"], "published_on": ["", ""]}
    insert_columns(Source, rows)
    insert_columns(Source, {**rows, "publisher": ["x", "y"]}, unless_there=True)
    assert sorted(Source.objects.values_list("publisher", flat=True)) == ["A", "B"]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_columns(Source, rows)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no lengths")
def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    rows = {"citation": ["x" * 601], "publisher": [""], "published_on": [""]}
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_columns(Source, rows)


def test_among_finds_what_in_finds() -> None:
    for key in ("w-1", "w-2", "w-3"):
        make_workshop(key)
    found = the("workshops").model.objects.order_by("key")
    assert [each.key for each in found.filter(among("key", ["w-3", "w-1", "x'"]))] == ["w-1", "w-3"]
    numbers = [each.pk for each in found][1:]
    assert [each.key for each in found.filter(among("pk", numbers))] == ["w-2", "w-3"]
    assert not found.filter(among("key", [])).exists()
    assert not found.filter(among("pk", [])).exists()
    assert found.filter(among("key", [f"w-{n}" for n in range(300_000)])).count() == 3
