"""A large translation memory: filled, asked, and held against a comparison with every text."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks import memory_texts
from openluban.kernel.actor import SYSTEM
from openluban.teaching.memory.indexing import storing
from openluban.teaching.memory.indexing.joining import tidy
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
_AT_ONCE = 20_000
_WARM = 20
_ROUNDED = 1e-6
_AT = datetime(2026, 3, 1, tzinfo=UTC)


def fill(units: int) -> dict[str, float]:
    """Fill an empty memory; return what it took, and how large it became."""
    call_command("migrate", verbosity=0)
    spent = {"index": 0.0, "made": 0.0}
    pairs = _made((Pair("en", "zh-hans", *unit) for unit in memory_texts.units(units)), spent)
    for name in ("add", "flush"):
        does = getattr(storing.IndexWriter, name)
        setattr(storing.IndexWriter, name, _timed(does, spent))
    begun = time.perf_counter()
    done = remember(pairs=pairs, origin=Source("bench", "Bench"), actor=SYSTEM, at=_AT)
    seconds = time.perf_counter() - begun - spent.pop("made")
    begun = time.perf_counter()
    tidy()
    spent["tidy"] = time.perf_counter() - begun
    return {"units": done.new, "seconds": seconds, **spent, **_sizes()}


def _made(pairs: Iterator[Pair], spent: dict[str, float]) -> Iterator[Pair]:
    """Yield pairs; what it takes to think of them is no time of the memory's."""
    while True:
        begun = time.perf_counter()
        some = list(islice(pairs, _AT_ONCE))
        spent["made"] += time.perf_counter() - begun
        if not some:
            return
        yield from some


def _timed(does: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return does(*args, **kwargs)
        finally:
            spent["index"] += time.perf_counter() - begun

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
    """Return texts from all over the memory: the same ones on every database."""
    with connection.cursor() as cursor:
        # Digests are scattered, so the least of them are as good as drawn by lot.
        cursor.execute(
            "SELECT language, text FROM memory_text ORDER BY digest, variant LIMIT %s", [3 * count]
        )
        return [comparable(text) for of, text in cursor.fetchall() if of == language]


def ask(language: str, each: int) -> list[dict[str, Any]]:
    """Look up so many texts of each kind; return for each how long it took and the best match."""
    source, target = LANGUAGES[language]
    asked = questions(language, each)
    for _kind, text in asked[:_WARM]:
        look_up(text, source_language=source, target_language=target, actor=SYSTEM)
    found = []
    for kind, text in asked:
        begun, worked = time.perf_counter(), _worked()
        matches = look_up(text, source_language=source, target_language=target, actor=SYSTEM)
        found.append(
            {
                "kind": kind,
                "text": text,
                "seconds": time.perf_counter() - begun,
                "of_processor": _worked() - worked,
                "best": matches[0].similarity if matches else 0.0,
            }
        )
    return found


def _worked() -> float:
    """Return the seconds of processor used so far: by us, and by the server's process for us."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    place = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return own + int(place.read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:  # the server is elsewhere, or this is not Linux
        return own


def exhaustive(language: str, found: list[dict[str, Any]]) -> list[float]:
    """Compare questions with every text; return the similarity of the best, 0 if below half.

    What was found says from where on a better one counts; nothing else is taken from it.
    """
    source, _target = LANGUAGES[language]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM memory_text WHERE language = %s", [source])
        texts = sorted((comparable(text) for (text,) in cursor.fetchall()), key=len)
    lengths = [len(text) for text in texts]
    return [_best(one, texts, lengths) for one in found]


def _best(one: dict[str, Any], texts: list[str], lengths: list[int]) -> float:
    least = max(one["best"], AT_LEAST)
    length = len(one["text"])
    # A text much shorter or longer cannot be so much alike.
    low, high = bisect_left(lengths, int(length * least)), bisect_left(lengths, length / least + 1)
    best = process.extractOne(
        one["text"],
        texts[low:high],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=least - _ROUNDED,
    )
    return float(max(best[1], one["best"])) if best else 0.0
