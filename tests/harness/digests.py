"""A digest of tables, by which two moments of an installation are held against each other."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import connection


def digest_of(models: Iterable[Any]) -> str:
    """Return a digest of every row of the models; an SQLite file must be sound."""
    digest = hashlib.sha256()
    for model in sorted(models, key=lambda each: str(each._meta.label)):
        rows = model._base_manager.order_by("pk").values_list()
        digest.update(repr((model._meta.label, [_plain(row) for row in rows])).encode())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone()[0] == "ok"
    return digest.hexdigest()


def _plain(row: tuple[object, ...]) -> list[object]:
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]
