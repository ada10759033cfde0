"""Adding units to the memory: as many as one likes, all or none, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.memory.errors import LanguageUnknown, OriginUnfit
from openluban.teaching.memory.models import Origin, Unit
from openluban.teaching.memory.policies import may_import, may_remember
from openluban.teaching.memory.rules.comparing import (
    LONGEST,
    comparable,
    context_mark,
    digest,
    variant,
)
from openluban.teaching.memory.rules.languages import language_tag
from openluban.teaching.memory.use_cases.keeping import (
    Ids,
    TextRow,
    UnitRow,
    keep_texts,
    keep_units,
)
from openluban.teaching.memory.use_cases.learn import learn_if_due

if TYPE_CHECKING:
    from openluban.teaching.memory.indexing import storing
else:
    storing = lazily("openluban.teaching.memory.indexing.storing")

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_KEY, _LONGEST_TITLE = 60, 200
_AT_ONCE = 5_000


class Pair(NamedTuple):
    """A text and its translation, with the source's neighbours if they are known."""

    source_language: str
    target_language: str
    source: str
    target: str
    before: str = ""
    after: str = ""
    status: str = Unit.Status.REVIEWED
    is_machine: bool = False
    made_at: datetime | None = None


class Source(NamedTuple):
    """Where units come from; the first that names ``key`` says the rest."""

    key: str
    title: str = ""
    licence: str = ""
    is_public: bool = False


@dataclass(slots=True)
class Remembered:
    """What became of pairs: new units, those the memory had, and those left out as no units."""

    new: int = 0
    known: int = 0
    left_out: int = 0


@dataclass(slots=True)
class _Batch:
    """What all units of one deed share."""

    origin: int
    by: str
    at: Any
    writer: storing.IndexWriter


@transaction.atomic
def remember(*, pairs: Iterable[Pair], origin: Source, actor: Actor, at: datetime) -> Remembered:
    """Add pairs to the memory; one that is there from the same origin and context stays as it is.

    Left out are pairs with an empty or very long text, and those whose two texts are in one
    language. Pairs are read as they come, so there may be any number of them.

    :raises NotAllowed: the actor may not add units, or not say that the origin is public
    :raises OriginUnfit: the origin's key or title cannot be kept
    :raises LanguageUnknown: a language is none
    """
    known = Origin.objects.filter(key=origin.key).first()
    if not may_remember(actor) or (origin.is_public and not known and not may_import(actor)):
        raise NotAllowed
    kept = known or _new_origin(origin, at)
    by = actor.key if actor.kind == "person" else ""
    batch = _Batch(kept.pk, by, _stored(at), storing.IndexWriter())
    outcome = Remembered()
    remaining = iter(pairs)
    while some := list(islice(remaining, _AT_ONCE)):
        _keep(some, batch, outcome)
    batch.writer.flush()
    learn_if_due(new=outcome.new)
    changes = {"new": (None, outcome.new), "known": (None, outcome.known)}
    record(Deed("memory.remembered", "memory", origin.key, changes), actor=actor, at=at)
    return outcome


def _new_origin(origin: Source, at: datetime) -> Origin:
    title = origin.title.strip() or origin.key
    is_fit = _KEY.fullmatch(origin.key) and len(origin.key) <= _LONGEST_KEY
    if not is_fit or len(title) > _LONGEST_TITLE or len(origin.licence) > _LONGEST_TITLE:
        raise OriginUnfit
    return Origin.objects.create(
        key=origin.key,
        title=title,
        licence=origin.licence,
        is_public=origin.is_public,
        added_at=at,
    )


def _keep(pairs: list[Pair], batch: _Batch, outcome: Remembered) -> None:
    texts: dict[tuple[int, int], TextRow] = {}
    found: list[tuple[tuple[int, int], tuple[int, int], Pair]] = []
    for pair in pairs:
        source = _text(pair.source_language, pair.source)
        target = _text(pair.target_language, pair.target)
        if source is None or target is None or source.language == target.language:
            outcome.left_out += 1
            continue
        ends = (source.digest, source.variant), (target.digest, target.variant)
        texts[ends[0]], texts[ends[1]] = source, target
        found.append((*ends, pair))
    if not found:
        return
    added, known = keep_texts(list(texts.values()))
    _index(texts, added, batch)
    ids = added | known
    rows = {row[:5]: row for row in _units(found, ids, batch)}
    new = keep_units(list(rows.values()))
    outcome.new += new
    outcome.known += len(found) - new


def _text(language: str, text: str) -> TextRow | None:
    tag = language_tag(language)
    if not tag:
        raise LanguageUnknown(language=language[:40])
    text = text.replace("\0", "").encode(errors="replace").decode()
    plain = comparable(text)
    if not plain or len(text) > LONGEST:
        return None
    return TextRow(tag, text, digest(tag, plain), 0 if plain == text else variant(text))


def _index(texts: dict[tuple[int, int], TextRow], added: Ids, batch: _Batch) -> None:
    by_language: dict[str, list[tuple[int, str]]] = {}
    for key, pk in added.items():
        by_language.setdefault(texts[key].language, []).append((pk, texts[key].text))
    for language, some in by_language.items():
        some.sort()
        batch.writer.add([pk for pk, _text in some], [text for _pk, text in some], language)


def _units(
    found: Iterable[tuple[tuple[int, int], tuple[int, int], Pair]], ids: Ids, batch: _Batch
) -> Iterator[UnitRow]:
    for source, target, pair in found:
        yield UnitRow(
            ids[source],
            ids[target],
            batch.origin,
            context_mark(pair.before),
            context_mark(pair.after),
            pair.status,
            pair.is_machine,
            batch.by,
            batch.at,
            _stored(pair.made_at),
        )


def _stored(moment: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
