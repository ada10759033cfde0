"""Saving what a repository elsewhere tells: records, their history, and what finds them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

import orjson

from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.declaring import register_of
from openluban.foundation.registers.writing import document_of
from openluban.foundation.search.indexing import index
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.harvest.formats.answers import Answer, Taken
from openluban.teaching.harvest.models import Elsewhere, Source
from openluban.teaching.library.public import language_of

COUNTED = ("new", "renewed", "same", "gone", "skipped")
_AT_ONCE = 1_000
_UNKNOWN = "und"
_COLUMNS = (
    "name", "repository", "address", "languages", "languages_given", "makers", "rights",
    "datestamp", "words", "digest", "seen_in", "sort_name", "retired_at", "version", "changed_at",
)  # fmt: skip


def keep(source: Source, answer: Answer, *, at: datetime) -> tuple[dict[str, int], int]:
    """Save a page; return the counts, and how many of its records this run had not met before."""
    told = {each.identifier: each for each in answer.records}
    known = _known(source, [*told, *(identifier for identifier, _rule in answer.skipped)])
    fresh = len(set(told) - {name for name, each in known.items() if each.seen_in == source.run})
    created: list[Elsewhere] = []
    changed: list[tuple[Elsewhere, str]] = []
    for identifier, taken in told.items():
        record = known.get(identifier)
        action = _changed(record, taken)
        if not action:
            continue
        made = record or Elsewhere(key=_key(source, identifier), source=source)
        _fill(made, source, taken, at)
        if record is None:
            created.append(made)
        else:
            changed.append((made, action))
    met = [each.pk for each in known.values()]
    Elsewhere.objects.filter(pk__in=met).update(seen_in=source.run)
    _save(created, changed, at=at)
    gone = sum(action == "harvest.gone" for _record, action in changed)
    counts = {"new": len(created), "renewed": len(changed) - gone, "gone": gone}
    counts["same"] = len(told) - sum(counts.values())
    return counts, fresh


def retire_unseen(source: Source, *, actor: Actor, at: datetime) -> int:
    """Take out of use what a whole run did not meet; return how many."""
    left = Elsewhere.objects.filter(source=source, retired_at=None).exclude(seen_in=source.run)
    count = 0
    while some := list(left.order_by("pk")[:_AT_ONCE]):
        for record in some:
            record.retired_at = record.changed_at = at
            record.version += 1
        Elsewhere.objects.bulk_update(some, ["retired_at", "changed_at", "version"])
        _tell(some, ["harvest.gone"] * len(some), actor=actor, at=at)
        count += len(some)
    return count


def _known(source: Source, identifiers: Sequence[str]) -> dict[str, Elsewhere]:
    found: dict[str, Elsewhere] = {}
    for start in range(0, len(identifiers), _AT_ONCE):
        some = [each for each in identifiers[start : start + _AT_ONCE] if "\0" not in each]
        for record in Elsewhere.objects.filter(source=source, identifier__in=some):
            found[record.identifier] = record
    return found


def _key(source: Source, identifier: str) -> str:
    """Return the key that a record of a repository has for good."""
    return f"{source.key[:40]}.{sha256(f'{source.pk} {identifier}'.encode()).hexdigest()[:24]}"


def _changed(record: Elsewhere | None, taken: Taken) -> str:
    """Return what happened to a record, ``""`` if nothing did."""
    if taken.is_deleted:
        return "harvest.gone" if record is not None and record.retired_at is None else ""
    if record is None:
        return "harvest.taken"
    is_same = record.digest == _digest(taken) and record.retired_at is None
    return "" if is_same else "harvest.renewed"


def _digest(taken: Taken) -> str:
    return sha256(orjson.dumps(taken)).hexdigest()


def _fill(record: Elsewhere, source: Source, taken: Taken, at: datetime) -> None:
    record.changed_at, record.seen_in = at, source.run
    record.version += record.pk is not None
    record.datestamp = taken.datestamp
    if taken.is_deleted:
        record.retired_at = at
        return
    names, unknown = _names(taken)
    spoken = [each for each in taken.languages if language_of(each)]
    unknown = [*unknown, *(each for each in taken.languages if not language_of(each))]
    record.name = LocalizedText(names)
    record.identifier, record.repository, record.retired_at = taken.identifier, source.name, None
    record.address = taken.address
    record.languages = _joined((each.lower() for each in spoken), 300)
    record.languages_given = _joined(unknown, 300)
    record.makers, record.rights = _joined(taken.makers, 500), _joined(taken.rights, 500)
    record.words, record.digest = "\n".join(taken.words), _digest(taken)


def _names(taken: Taken) -> tuple[dict[str, str], list[str]]:
    """Return the titles by language, and the languages of titles that are none.

    A language that is missing or wrong is not guessed: its title stands under ``und``.
    """
    names: dict[str, str] = {}
    unknown: list[str] = []
    for language, words in taken.titles:
        known = language.lower() if language_of(language) else _UNKNOWN
        names.setdefault(known, words)
        unknown += [language] if language and known == _UNKNOWN else []
    return names, unknown


def _joined(words: Iterable[str], most: int) -> str:
    return " | ".join(dict.fromkeys(words))[:most]


def _save(created: list[Elsewhere], changed: list[tuple[Elsewhere, str]], *, at: datetime) -> None:
    Elsewhere.objects.bulk_create(created, batch_size=_AT_ONCE)
    altered = [record for record, _action in changed]
    sort_name = Elsewhere._meta.get_field("sort_name")
    for record in altered:
        sort_name.pre_save(record, False)  # noqa: FBT003 - the function's own order
    Elsewhere.objects.bulk_update(altered, _COLUMNS, batch_size=200)
    actions = ["harvest.taken"] * len(created) + [action for _record, action in changed]
    _tell([*created, *altered], actions, actor=SYSTEM, at=at)


def _tell(
    records: Sequence[Elsewhere], actions: Sequence[str], *, actor: Actor, at: datetime
) -> None:
    register = register_of(Elsewhere)
    deeds = [
        Deed(action, register.key, record.key)
        for record, action in zip(records, actions, strict=True)
    ]
    record_all(deeds, actor=actor, at=at)
    index([document_of(register, record) for record in records])
