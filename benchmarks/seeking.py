"""A million units in three languages: filled, asked in every way, beside a bare index."""

import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import connection

from benchmarks import memory_texts, recall_texts
from openluban.foundation.search.cutting import cut
from openluban.foundation.search.indexing import Document, index
from openluban.foundation.search.seeking import look_for
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.text import LocalizedText
from openluban.teaching.memory.use_cases.remember import Pair, Source, remember

MIX = (("en", 0.4), ("zh-hans", 0.3), ("ru", 0.3))
KINDS = (
    *("rare word", "frequent words", "two Chinese characters", "inflected Russian", "mistyped"),
    *("a whole sentence", "other language by terms", "other language by memory"),
)
_AT_ONCE = 5_000
_WARM = 5
_AT = datetime(2026, 3, 1, tzinfo=UTC)
_TERMS = (
    "数控车床",
    "токарный станок с ЧПУ",
    "CNC lathe",
    "фрезерный станок",
    "接线图",
    "wiring diagram",
)
_FREQUENT = (
    "the file",
    "схема проекта",
    "设置",
    "component",
    "and",
    "для файла",
    "the pin of a symbol",
)


def fill(units: int) -> dict[str, float]:
    """Fill an installation that holds the public register; return what it took."""
    texts = {
        "en": memory_texts.english(11),
        "zh-hans": memory_texts.chinese(12),
        "ru": _russian(13),
    }
    chance = random.Random(14)  # noqa: S311
    pairs = [
        Pair("en", language, line.texts["en"], line.texts[language])
        for manual in recall_texts.manuals()
        for line in recall_texts.lines_of(manual)
        for language in ("zh-hans", "ru")
        if language in line.texts and line.texts[language] != line.texts["en"]
    ]
    remember(pairs=pairs, origin=Source("manuals", is_public=True), actor=SYSTEM, at=_AT)
    made = _documents(units, texts, chance)
    begun, worked = time.perf_counter(), time.process_time()
    while some := list(islice(made, _AT_ONCE)):
        index(some)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    with connection.cursor() as cursor:
        # PostgreSQL does this by itself in time; right after a million rows it has not yet.
        is_postgresql = connection.vendor == "postgresql"
        cursor.execute("VACUUM ANALYZE search_searchlisting" if is_postgresql else "ANALYZE")
        cursor.execute("ANALYZE")
    return {"units": units, "seconds": seconds, "processor": processor, "bytes": _size()}


def _documents(
    units: int, texts: dict[str, memory_texts.Texts], chance: random.Random
) -> Iterator[Document]:
    languages, weights = [one for one, _share in MIX], [share for _one, share in MIX]
    for number in range(units):
        language = chance.choices(languages, weights)[0]
        length = memory_texts.length_of(chance)
        size = length if language != "zh-hans" else max(2, round(length * 0.42))
        text = texts[language].text(size)
        title = LocalizedText({language: text[:40]})
        words = f"u{number}\n{text[:40]}"
        yield Document("units", f"u{number}", title, words, is_shown=True, texts={language: text})


def _russian(seed: int) -> memory_texts.Texts:
    phrases: dict[str, int] = {}
    for manual in recall_texts.manuals():
        for line in recall_texts.lines_of(manual):
            words = line.texts["ru"].split()
            for at in range(0, len(words), 4):
                phrase = " ".join(words[at : at + 4])
                phrases[phrase] = phrases.get(phrase, 0) + 1
    ordered = sorted(phrases, key=lambda phrase: -phrases[phrase])
    return memory_texts.Texts(ordered, spaced=True, chance=random.Random(seed))  # noqa: S311


def _size() -> float:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('search_searchlisting')"
                " + pg_total_relation_size('search_searchpassage')"
            )
            return float(cursor.fetchone()[0])
        try:
            cursor.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search_%listing%'")
        except Exception:  # noqa: BLE001 - SQLite may be built without it
            return 0.0
        return float(cursor.fetchone()[0] or 0)


def questions(each: int) -> list[tuple[str, str, str]]:
    """Return questions: kind, text, the language wanted ("" for any)."""
    chance = random.Random(21)  # noqa: S311
    lines = [line for manual in recall_texts.manuals() for line in recall_texts.lines_of(manual)]
    lines = [line for line in lines if len(line.texts) == len(recall_texts.LANGUAGES)]
    headings = [line for line in lines if line.is_heading]
    long = [line for line in lines if len(line.texts["en"]) > 60]  # noqa: PLR2004
    english = memory_texts.english(31)
    makers: dict[str, Callable[[], tuple[str, str]]] = {
        "rare word": lambda: (english.term(), ""),
        "frequent words": lambda: (chance.choice(_FREQUENT), ""),
        "two Chinese characters": lambda: (
            _pair(chance.choice(lines).texts["zh-hans"], chance),
            "",
        ),
        "inflected Russian": lambda: (_some(chance.choice(lines).texts["ru"], chance), "ru"),
        "mistyped": lambda: (
            _mistyped(_some(chance.choice(lines).texts["en"], chance), chance),
            "",
        ),
        "a whole sentence": lambda: (chance.choice(long).texts[chance.choice(("en", "ru"))], ""),
        "other language by terms": lambda: (chance.choice(_TERMS), chance.choice(("en", "ru"))),
        "other language by memory": lambda: (
            chance.choice(headings if chance.random() < 0.5 else long).texts["zh-hans"],  # noqa: PLR2004
            chance.choice(("en", "ru")),
        ),
    }
    return [(kind, *makers[kind]()) for kind in KINDS for _ in range(each)]


def _pair(text: str, chance: random.Random) -> str:
    han = re.findall("[\u4e00-\u9fff]{2,}", text) or ["元件"]
    run = str(chance.choice(han))
    at = chance.randrange(len(run) - 1)
    return run[at : at + 2]


def _some(text: str, chance: random.Random) -> str:
    words = [word for word in text.split() if word.isalpha() and len(word) > 4] or text.split()  # noqa: PLR2004
    return " ".join(chance.sample(words, min(2, len(words))))


def _mistyped(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(len(text) - 1, 2))
    return text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :]


def ask(each: int) -> list[dict[str, Any]]:
    """Ask so many questions of each kind; return what each took, and what a bare index takes."""
    asked = questions(each)
    for _kind, text, language in asked[:: max(len(asked) // _WARM, 1)]:
        look_for(text, actor=PUBLIC, language=language)
    found = []
    for kind, text, language in asked:
        begun, worked = time.perf_counter(), time.process_time()
        hits = look_for(text, actor=PUBLIC, language=language, limit=10).hits
        seconds, processor = time.perf_counter() - begun, time.process_time() - worked
        begun = time.perf_counter()
        _bare(text)
        row = {"kind": kind, "text": text, "seconds": seconds, "of_processor": processor}
        found.append({**row, "hits": len(hits), "bare": time.perf_counter() - begun})
    return found


def _bare(text: str) -> None:
    """Ask the database's own index for ten documents with any of the words, the best by its rank.

    Of FTS5 without its own measure of relevance, which the index keeps nothing for.
    """
    words = list(dict.fromkeys(cut(text)[0]))[:40]
    if not words:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT id, ts_rank(array_to_tsvector(array_remove(string_to_array("
                "translate(words, E'\\n', ' '), ' '), '')), asked) AS worth"
                " FROM search_searchdocument, CAST(%s AS tsquery) AS asked"
                " WHERE array_to_tsvector(array_remove(string_to_array("
                "translate(words, E'\\n', ' '), ' '), '')) @@ asked ORDER BY worth DESC LIMIT 10",
                [" | ".join(f"'{word}'" for word in words)],
            )
        else:
            cursor.execute(
                "SELECT rowid FROM search_index WHERE search_index MATCH %s ORDER BY rowid DESC"
                " LIMIT 10",
                [" OR ".join(f'"{word}"' for word in words)],
            )
        cursor.fetchall()
