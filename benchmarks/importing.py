"""Importing a file, beside plain ``executemany`` of the same rows into the same tables."""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, models, transaction

from benchmarks.filling import AT
from openluban.directory.institutions.models import Institution
from openluban.foundation.evidence.models import Claim, Source
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.use_cases.import_rows import import_rows, preview_import
from openluban.foundation.search.models import SearchDocument, SearchWord
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import SYSTEM

_TABLES: tuple[type[models.Model], ...] = (
    Institution,
    Entry,
    Source,
    Claim,
    SearchWord,
    SearchDocument,
)
_KINDS = ("school", "college", "university", "enterprise")
_COUNTRIES = ("cn", "kz", "uz", "ru", "in", "tj", "pk", "ke")
_HEADER = "key,name_en,name_zh,name_ru,aliases,kind,country,basis,source,confidence,note"
_ROWS_A_SOURCE = 10


def measure(rows: int, round_number: int) -> dict[str, float]:
    """Import so many institutions, insert as many plainly, import the first ones changed.

    Returns the seconds that each took, reading the file included.
    """
    mark, other = f"zq{chr(97 + round_number)}x", f"zq{chr(97 + round_number)}y"
    data = _file(mark, rows)
    before = {model: last_id(model) for model in _TABLES}
    preview = timed(lambda: _preview(data))
    imported = timed(lambda: _import(data))
    written = {model: rows_after(model, before[model]) for model in _TABLES}
    shifted = {model: _shifted(model, written, before, (mark, other)) for model in _TABLES}
    plain = timed(lambda: insert_plainly(shifted))
    changed = timed(lambda: _import(data.replace(b"Applied", b"Useful!")))
    return {"preview": preview, "import": imported, "plain": plain, "change": changed}


def _file(mark: str, rows: int) -> bytes:
    text = io.StringIO()
    text.write(f"{_HEADER}\n")
    writer = csv.writer(text, lineterminator="\n")
    for number in range(rows):
        source = (
            f"Synthetic list {mark} 2026-05-0{1 + number % 9} 'part {number // _ROWS_A_SOURCE}'"
        )
        row = (
            *(f"{mark}-{number:06d}", f"{mark} College {number} of Applied Skills"),
            *(f"{mark}第{number}职业技术学院", f"Колледж {mark} прикладных навыков {number}"),
            f"en: CAS {number} | kk: {mark} колледжі {number}",
            *(_KINDS[number % len(_KINDS)], _COUNTRIES[number % len(_COUNTRIES)]),
            *("invented", source, "medium", "synthetic"),
        )
        writer.writerow(row)
    return text.getvalue().encode()


def _preview(data: bytes) -> None:
    sheet = read_sheet(data, filename="institutions.csv")
    preview_import(register_key="institutions", sheet=sheet, actor=SYSTEM, at=AT)


def _import(data: bytes) -> None:
    sheet = read_sheet(data, filename="institutions.csv")
    import_rows(register_key="institutions", sheet=sheet, actor=SYSTEM, at=AT)


def timed(do: Callable[[], None]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def last_id(model: type[models.Model]) -> int:
    """Return the highest id of a table, 0 where it is empty."""
    return int(model.objects.aggregate(last=models.Max("id"))["last"] or 0)  # type: ignore[attr-defined]


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the columns of a table that are written."""
    return [str(field.column) for field in model._meta.concrete_fields if not field.generated]


def rows_after(model: type[models.Model], after: int) -> list[tuple[Any, ...]]:
    """Return the rows that an import wrote, as the database holds them."""
    names = ", ".join(f'"{name}"' for name in columns_of(model))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM {model._meta.db_table} WHERE id > %s ORDER BY id",  # noqa: S608
            [after],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _shifted(
    model: type[models.Model],
    written: dict[type[models.Model], list[tuple[Any, ...]]],
    before: dict[type[models.Model], int],
    marks: tuple[str, str],
) -> list[tuple[Any, ...]]:
    """Return the rows under other ids and other names, so that they can be inserted beside."""
    moved = {model._meta.pk.column: len(written[model])}
    if model is Claim:
        moved["source_id"] = len(written[Source])
    shifts = [moved.get(name, 0) for name in columns_of(model)]
    return [
        tuple(
            value.replace(*marks) if isinstance(value, str) else value + shift if shift else value
            for value, shift in zip(row, shifts, strict=True)
        )
        for row in written[model]
    ]


def insert_plainly(rows: dict[type[models.Model], list[tuple[Any, ...]]]) -> None:
    """Insert rows as they are, with their ids, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model, values in rows.items():
            names = ", ".join(f'"{name}"' for name in columns_of(model))
            places = ", ".join(["%s"] * len(columns_of(model)))
            table = model._meta.db_table
            if values:
                cursor.executemany(
                    f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608
                    values,
                )
        if connection.vendor == "postgresql":
            for model in rows:
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
                )
