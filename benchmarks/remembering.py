"""A large translation memory: filled, asked, and held against a comparison with every text."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from random import Random
from statistics import median
from typing import Any

from django.core.management import call_command
from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks import memory_texts
from openluban.kernel.actor import SYSTEM
from openluban.teaching.memory.indexing import storing
from openluban.teaching.memory.queries.looking_up import look_up
from openluban.teaching.memory.rules.comparing import comparable
from openluban.teaching.memory.use_cases.remember import Pair, Source, remember

LANGUAGES = {"English": ("en", "zh-hans"), "Chinese": ("zh-hans", "en")}
KINDS = (
    *("copies", "edited 1-10 %", "edited 10-20 %", "edited 20-30 %", "edited 30-40 %"),
    *("short, edited", "new"),
)
AT_LEAST = 0.5
_SHARES = {
    "edited 1-10 %": (0.01, 0.1),
    "edited 10-20 %": (0.1, 0.2),
    "edited 20-30 %": (0.2, 0.3),
    "edited 30-40 %": (0.3, 0.4),
    "short, edited": (0.03, 0.3),
}
_SHORT = {"en": 30, "zh-hans": 13}
_AT_ONCE = 100_000
_WARM = 20
_AT = datetime(2026, 3, 1, tzinfo=UTC)


def fill(units: int) -> dict[str, float]:
    """Fill an empty memory; return what it took, and how large it became."""
    call_command("migrate", verbosity=0)
    pairs = (Pair("en", "zh-hans", *unit) for unit in memory_texts.units(units))
    spent = {"index": 0.0}
    for owner, name in (
        (storing.IndexWriter, "add"),
        (storing, "write_lists"),
        (storing, "join_crowded"),
    ):
        setattr(owner, name, _timed(getattr(owner, name), spent))
    new, seconds = 0, 0.0
    while some := list(islice(pairs, _AT_ONCE)):
        begun = time.perf_counter()
        done = remember(pairs=some, origin=Source("bench", "Bench"), actor=SYSTEM, at=_AT)
        seconds += time.perf_counter() - begun
        new += done.new
    return {"units": new, "seconds": seconds, "index_seconds": spent["index"], **_sizes()}


def _timed(does: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        begun, before = time.perf_counter(), spent["index"]
        try:
            return does(*args, **kwargs)
        finally:
            # One of these calls another: what that counted is not counted again.
            spent["index"] = before + time.perf_counter() - begun

    return timed


def _sizes() -> dict[str, float]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
            cursor.execute(
                "SELECT pg_total_relation_size('memory_listing'),"
                " pg_total_relation_size('memory_text') + pg_total_relation_size('memory_unit')"
            )
            index, rest = cursor.fetchone()
        else:
            cursor.execute("ANALYZE")
            index = _pages(cursor, "memory_listing%")
            rest = _pages(cursor, "memory_text%") + _pages(cursor, "memory_unit%")
        cursor.execute("SELECT COUNT(*), SUM(count) FROM memory_listing")
        lists, listed = cursor.fetchone()
    return {"index_bytes": index, "rest_bytes": rest, "lists": lists, "listed": int(listed)}


def _pages(cursor: Any, names: str) -> int:
    try:
        cursor.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE %s", [names])
    except Exception:  # noqa: BLE001 - SQLite may be built without it
        return 0
    return int(cursor.fetchone()[0] or 0)


def questions(language: str, each: int) -> list[tuple[str, str]]:
    """Return texts to ask for, with their kinds; the same ones for the same memory."""
    source, _target = LANGUAGES[language]
    texts = memory_texts.english(7) if language == "English" else memory_texts.chinese(8)
    chance = texts.chance
    kept = _sample(source, 40 * each)
    short = [text for text in kept if len(text) < _SHORT[source]]
    asked: list[tuple[str, str]] = []
    for kind in KINDS:
        for _ in range(each):
            if kind == "copies":
                text = chance.choice(kept)
            elif kind == "new":
                length = memory_texts.length_of(chance)
                text = texts.text(length if source == "en" else max(2, length * 2 // 5))
            else:
                of = short if kind == "short, edited" else kept
                text = texts.edited(chance.choice(of), chance.uniform(*_SHARES[kind]))
            if comparable(text):
                asked.append((kind, comparable(text)))
    chance.shuffle(asked)
    return asked


def _sample(language: str, count: int) -> list[str]:
    """Return texts from all over the memory."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM memory_text")
        last = cursor.fetchone()[0]
        chance = Random(3)  # noqa: S311
        ids = ",".join(str(chance.randint(1, last)) for _ in range(3 * count))
        cursor.execute(
            f"SELECT text FROM memory_text WHERE id IN ({ids}) AND language = %s ORDER BY id",  # noqa: S608
            [language],
        )
        return [comparable(text) for (text,) in cursor.fetchall()]


def ask(language: str, each: int) -> list[dict[str, Any]]:
    """Look up so many texts of each kind; return for each how long it took and the best match."""
    source, target = LANGUAGES[language]
    asked = questions(language, each)
    for _kind, text in asked[:_WARM]:
        look_up(text, source_language=source, target_language=target, actor=SYSTEM)
    found = []
    for kind, text in asked:
        begun, worked = time.perf_counter(), time.process_time()
        matches = look_up(text, source_language=source, target_language=target, actor=SYSTEM)
        found.append(
            {
                "kind": kind,
                "text": text,
                "seconds": time.perf_counter() - begun,
                "of_processor": time.process_time() - worked,
                "best": matches[0].similarity if matches else 0.0,
            }
        )
    return found


def hold_against(language: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compare questions with every text; return them with whether any is better than the best."""
    source, _target = LANGUAGES[language]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM memory_text WHERE language = %s", [source])
        texts = [comparable(text) for (text,) in cursor.fetchall()]
    return [{**one, "is_best": not _better(one, texts)} for one in found]


def _better(one: dict[str, Any], texts: list[str]) -> bool:
    best = process.extractOne(
        one["text"],
        texts,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=max(one["best"], AT_LEAST),
    )
    return best is not None and best[1] > one["best"] + 1e-6


def trigrams(language: str, count: int) -> dict[str, Any]:
    """Ask PostgreSQL's pg_trgm on the same texts; empty if it is not there."""
    source, _target = LANGUAGES[language]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return {}
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS bench_trigrams")
        begun = time.perf_counter()
        cursor.execute(
            "CREATE TABLE bench_trigrams AS SELECT text FROM memory_text WHERE language = %s",
            [source],
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
        seconds = [_seconds(cursor, text) for _kind, text in questions(language, 40)[:count]]
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


def toolkit(language: str, units: int, count: int) -> dict[str, Any]:
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
    for source, target in _units_of(language, units):
        unit = store.addsourceunit(source)
        unit.target = target
    begun = time.perf_counter()
    memory = matcher(store, max_candidates=10, min_similarity=50, max_length=1_000)
    built = time.perf_counter() - begun
    seconds = []
    for _kind, text in questions(language, 40)[:count]:
        begun = time.perf_counter()
        memory.matches(text)
        seconds.append(time.perf_counter() - begun)
    return {"texts": units, "built": built, "seconds": seconds, "median": median(seconds)}


def _is_before(one: Any, other: Any) -> bool:
    return bool(one.source < other.source)


def _units_of(language: str, units: int) -> Iterator[tuple[str, str]]:
    for one, other in memory_texts.units(units):
        yield (one, other) if language == "English" else (other, one)
