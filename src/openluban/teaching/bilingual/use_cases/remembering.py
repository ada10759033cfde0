"""Handing what was translated to the memory, sentence by sentence."""

import re
from collections.abc import Iterator
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.queries.working import Working
from openluban.teaching.bilingual.rules.rows import CODE, MACHINE
from openluban.teaching.memory.public import Pair, Source, remember

_LONGEST_KEY = 60
_LONGEST_TITLE = 200


def remember_draft(found: Working, *, actor: Actor, at: datetime) -> None:
    """Keep every sentence that was saved in the draft, with its neighbours, as not yet reviewed."""
    pairs = list(_pairs(found))
    if pairs:
        remember(pairs=pairs, origin=_origin(found), actor=actor, at=at)


def _pairs(found: Working) -> Iterator[Pair]:
    source, target = found.languages
    everything = [
        (row.number > 0, pair)
        for row in found.rows
        if row.place is not None and row.kind != CODE
        for pair in row.pairs
        if pair.source.strip()
    ]
    texts = ["", *(pair.source for _saved, pair in everything), ""]
    for place, (is_saved, pair) in enumerate(everything, start=1):
        if is_saved and pair.target.strip() and not pair.was:
            yield Pair(
                source,
                target,
                pair.source.strip(),
                pair.target.strip(),
                texts[place - 1].strip(),
                texts[place + 1].strip(),
                "draft",
                pair.origin == MACHINE,
            )


def _origin(found: Working) -> Source:
    resource = found.unit.resource
    key = re.sub(r"[^a-z0-9]+", "-", f"library-{resource.key}".lower()).strip("-")[:_LONGEST_KEY]
    _language, name = resource.name.best("en")
    return Source(key.strip("-"), (name or resource.key)[:_LONGEST_TITLE], resource.rights)
