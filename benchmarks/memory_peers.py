"""What others make of the memory's texts: pg_trgm in the database, translate-toolkit beside it."""

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from django.db import connection

from benchmarks import memory_texts
from benchmarks.remembering import LANGUAGES, questions


def trigrams(language: str, most: int, count: int) -> dict[str, Any]:
    """Ask PostgreSQL's pg_trgm on so many of the texts; empty if it is not there."""
    source, _target = LANGUAGES[language]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return {}
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS bench_trigrams")
        begun = time.perf_counter()
        cursor.execute(
            "CREATE TABLE bench_trigrams AS"
            " SELECT text FROM memory_text WHERE language = %s ORDER BY id LIMIT %s",
            [source, most],
        )
        cursor.execute(
            "CREATE INDEX bench_trigrams_text ON bench_trigrams USING gin (text gin_trgm_ops)"
        )
        cursor.execute("ANALYZE bench_trigrams")
        built = time.perf_counter() - begun
        cursor.execute(
            "SELECT COUNT(*), pg_relation_size('bench_trigrams_text') FROM bench_trigrams"
        )
        texts, size = cursor.fetchone()
        seconds = [_seconds(cursor, text) for _kind, text in questions(language, each=40)[:count]]
        cursor.execute("DROP TABLE bench_trigrams")
    return {"texts": texts, "built": built, "bytes": size, "seconds": seconds}


def _seconds(cursor: Any, text: str) -> float:
    begun = time.perf_counter()
    cursor.execute(
        "SELECT text, similarity(text, %s) AS alike FROM bench_trigrams WHERE text %% %s"
        " ORDER BY alike DESC LIMIT 10",
        [text, text],
    )
    cursor.fetchall()
    return time.perf_counter() - begun


def toolkit(language: str, most: int, count: int) -> dict[str, Any]:
    """Ask translate-toolkit's memory on so many units; empty if it is not installed."""
    try:
        from translate.search.match import matcher  # noqa: PLC0415 - for this comparison alone
        from translate.storage.base import TranslationStore, TranslationUnit  # noqa: PLC0415
    except ImportError:
        return {}
    # Its heap compares units when two are equally alike, which they do not allow by themselves.
    unit_kind: Any = TranslationUnit
    unit_kind.__lt__ = _is_before
    store: Any = TranslationStore()
    for source, target in _units_of(language, most):
        unit = store.addsourceunit(source)
        unit.target = target
    begun = time.perf_counter()
    memory = matcher(store, max_candidates=10, min_similarity=50, max_length=1_000)
    built = time.perf_counter() - begun
    seconds = []
    for _kind, text in questions(language, each=40)[:count]:
        begun = time.perf_counter()
        memory.matches(text)
        seconds.append(time.perf_counter() - begun)
    return {"texts": most, "built": built, "seconds": seconds, "median": median(seconds)}


def _is_before(one: Any, other: Any) -> bool:
    return bool(one.source < other.source)


def _units_of(language: str, units: int) -> Iterator[tuple[str, str]]:
    for one, other in memory_texts.units(units):
        yield (one, other) if language == "English" else (other, one)
