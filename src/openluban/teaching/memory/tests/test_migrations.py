import importlib

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openluban.teaching.memory.models import Listing
from openluban.teaching.memory.rules.packing import unpack

BEFORE, AFTER = ("memory", "0001_initial"), ("memory", "0002_lists_as_they_are")
KEPT = [
    (10, b"\1", [10]),
    (10, b"\1\3\xfe\xff\2", [10, 13, 13 + 254, 13 + 254 + 257]),
    (2**40, b"\2\1\0\xff\xff\5\0", [2**40, 2**40 + 1, 2**40 + 1 + 65_540]),
]


@pytest.mark.django_db(transaction=True)
def test_lists_of_gaps_become_lists_of_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    migration = importlib.import_module(f"openluban.teaching.memory.migrations.{AFTER[1]}")
    monkeypatch.setattr(migration, "_AT_ONCE", 2)
    MigrationExecutor(connection).migrate([BEFORE])
    try:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO memory_listing (key, first, count, gaps) VALUES (%s, %s, %s, %s)",
                [(n, first, len(ids), gaps) for n, (first, gaps, ids) in enumerate(KEPT)],
            )
    finally:
        MigrationExecutor(connection).migrate([AFTER])
    rows = Listing.objects.order_by("key").values_list("first", "offsets")
    found, sizes = unpack([(first, bytes(offsets)) for first, offsets in rows])
    assert found.tolist() == [pk for _first, _gaps, ids in KEPT for pk in ids]
    assert sizes.tolist() == [len(ids) for _first, _gaps, ids in KEPT]
