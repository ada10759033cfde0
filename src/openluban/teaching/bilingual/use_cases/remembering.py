"""Handing what was translated to the memory, sentence by sentence."""

import re
from collections.abc import Iterator
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.bilingual.queries.working import Working, as_written, working
from openluban.teaching.bilingual.rules.rows import CODE, MACHINE
from openluban.teaching.library.public import Mark, Resource, State, UnitText, the_unit
from openluban.teaching.memory.public import Pair, Source, confirm, has_drafts, remember

_LONGEST_KEY = 60
_LONGEST_TITLE = 200


def remember_text(*, unit_key: str, language: str, actor: Actor, at: datetime) -> int:
    """Keep the sentences of a translation that is published and follows its original, as reviewed.

    Returns how many the memory did not have. Clauses that are stale are left out.

    :raises NotAllowed: the actor may not add to the memory what is public
    :raises NotFound: there is no such unit, or nothing of it is published in this language
    :raises IsOriginal: the unit is written in this language first
    """
    unit = the_unit(unit_key, actor)
    found = working(unit, language, actor)
    if found.draft is not None or found.base is None or found.base.state != State.PUBLISHED:
        raise NotFound(language=language)
    pairs = list(_pairs(found, published=True))
    origin = _origin(found)._replace(is_public=True)
    return remember(pairs=pairs, origin=origin, actor=actor, at=at).new if pairs else 0


def remember_draft(found: Working, *, actor: Actor, at: datetime) -> None:
    """Keep every sentence that was saved in the draft, with its neighbours, as not yet reviewed."""
    pairs = list(_pairs(found))
    if pairs:
        remember(pairs=pairs, origin=_origin(found), actor=actor, at=at)


def confirm_text(text: UnitText, actor: Actor, at: datetime) -> None:
    """Make reviewed in the memory what stands in a text that was reviewed or published.

    Only sentences that the editor had entered as drafts are raised, and none of stale clauses.
    """
    origin = _origin_of(text.unit.resource).key
    if text.source_id is None or not has_drafts(origin):
        return
    found = as_written(text, actor)
    if found is not None:
        pairs = [(pair.source, pair.target) for pair in _pairs(found, published=True)]
        confirm(pairs=pairs, languages=found.languages, origin=origin, actor=actor, at=at)


def _pairs(found: Working, *, published: bool = False) -> Iterator[Pair]:
    source, target = found.languages
    everything = [
        (row.mark is Mark.UNCHANGED if published else row.number > 0, pair)
        for row in found.rows
        if row.place is not None and row.kind != CODE
        for pair in row.pairs
        if pair.source.strip()
    ]
    texts = ["", *(pair.source for _saved, pair in everything), ""]
    for place, (is_kept, pair) in enumerate(everything, start=1):
        if is_kept and pair.target.strip() and not pair.was:
            yield Pair(
                source,
                target,
                pair.source.strip(),
                pair.target.strip(),
                texts[place - 1].strip(),
                texts[place + 1].strip(),
                "reviewed" if published else "draft",
                pair.origin == MACHINE,
            )


def _origin(found: Working) -> Source:
    return _origin_of(found.unit.resource)


def _origin_of(resource: Resource) -> Source:
    key = re.sub(r"[^a-z0-9]+", "-", f"library-{resource.key}".lower()).strip("-")[:_LONGEST_KEY]
    _language, name = resource.name.best("en")
    return Source(key.strip("-"), (name or resource.key)[:_LONGEST_TITLE], resource.rights)
