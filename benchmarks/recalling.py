"""Whether a question in one language finds the unit in another, with one manual held out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction

from benchmarks import recall_texts as texts
from openluban.foundation.search import bridging
from openluban.foundation.search.indexing import Document, index
from openluban.foundation.search.seeking import look_for
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.text import LocalizedText
from openluban.teaching.memory.use_cases.remember import Pair, Source, remember

_AT = datetime(2026, 3, 1, tzinfo=UTC)
_BEST = 10


def measure(manuals: list[str] | None = None) -> list[dict[str, Any]]:
    """Hold out one manual after another; return a row for each direction and sort of question."""
    call_command("migrate", verbosity=0)
    return [row for manual in manuals or texts.manuals() for row in _held_out(manual)]


def _held_out(manual: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with transaction.atomic():
        pairs = [pair for other in texts.manuals() if other != manual for pair in _pairs_of(other)]
        remember(pairs=pairs, origin=Source("others", is_public=True), actor=SYSTEM, at=_AT)
        for sort in (texts.LINES, texts.SECTIONS):
            found += _asked(manual, sort)
        transaction.set_rollback(True)
    return found


def _pairs_of(manual: str) -> Iterator[Pair]:
    for line in texts.lines_of(manual):
        for language in ("zh-hans", "ru"):
            if language in line.texts and line.texts[language] != line.texts["en"]:
                yield Pair("en", language, line.texts["en"], line.texts[language])


def _asked(manual: str, sort: str) -> Iterator[dict[str, Any]]:
    corpus = texts.corpus_of(manual, sort)
    index(
        [
            Document(sort, f"u{place}", LocalizedText(), "", is_shown=True, texts=unit)
            for place, unit in enumerate(corpus.units)
        ]
    )
    for (own, other, kind), asked in corpus.asked.items():
        for bridge in (True, False):
            begun = time.process_time()
            at = [_place(one, other, sort, bridge=bridge) for one in asked]
            yield {
                "manual": manual,
                "sort": sort,
                "own": own,
                "other": other,
                "kind": kind,
                "bridge": bridge,
                "asked": len(asked),
                "found": sum(each < _BEST for each in at),
                "first": sum(each == 0 for each in at),
                "units": len(corpus.units),
                "seconds": time.process_time() - begun,
            }


def _place(one: texts.Asked, language: str, sort: str, *, bridge: bool) -> int:
    """Return the place of the first unit wanted among the hits; many if it is not there."""
    bridges = bridging._BRIDGES  # noqa: SLF001 - the comparison is search without it
    held = dict(bridges)
    if not bridge:
        bridges.clear()
    try:
        found = look_for(one.text, actor=PUBLIC, language=language, register=sort, limit=_BEST)
    finally:
        bridges.update(held)
    wanted = {f"u{place}" for place in one.wanted}
    return next((at for at, hit in enumerate(found.hits) if hit.key in wanted), 1_000)
