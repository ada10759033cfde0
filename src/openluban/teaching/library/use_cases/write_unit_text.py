"""Keeping a new version of a unit in one language."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.errors import AlreadyRetired
from openluban.foundation.registers.policies import scope_of
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.errors import (
    LanguageUnknown,
    NoSuchSource,
    TextChangedMeanwhile,
    TextEmpty,
    TextTooLong,
    TextUnchanged,
    TooManyClauses,
)
from openluban.teaching.library.markup.clauses import Clause, clauses_of, title_of
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.markup.pairing import source_digests
from openluban.teaching.library.markup.parsing import tidied
from openluban.teaching.library.models import Unit, UnitText
from openluban.teaching.library.policies import may_write
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.rules import carried

LONGEST = 200_000
"""Characters of a unit's text."""
MOST_CLAUSES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What somebody wrote.

    ``begun_from`` is the newest version they saw (0: there was none; None: no matter which).
    ``source_version``: the version of the original beside which they wrote; without it, the newest.
    ``is_checked``: they held every clause against that version, those they left as they were too.
    ``made_from``: the digest of the source clause of each clause, ``""`` for none, where the writer
    wrote clause beside clause; else they are paired by their forms.
    """

    language: str
    body: str
    begun_from: int | None = None
    source_version: int | None = None
    is_checked: bool = False
    made_from: tuple[str, ...] | None = None


@transaction.atomic
def write_unit_text(
    *, unit_key: str, writing: Writing, actor: Actor, at: datetime, reason: str = ""
) -> UnitText:
    """Keep a new version, as a draft that the other side reviews.

    In a translation, a clause that was not touched still rests on the source clause it was made
    from, unless the writer has checked it.

    :raises NotAllowed: the actor does not write
    :raises NotFound: there is no such unit, or the actor may not know of it
    :raises AlreadyRetired: unit or resource was retired as an error
    :raises LanguageUnknown: the language is none
    :raises TextEmpty: there are no words
    :raises TextTooLong: it has more than 200,000 characters
    :raises TooManyClauses: it has more than 2,000 clauses
    :raises NoSuchSource: the original has no such version
    :raises TextChangedMeanwhile: there is a newer version than the one it was begun from
    :raises TextUnchanged: it is the newest version already
    """
    if not may_write(actor):
        raise NotAllowed
    unit = the_unit(unit_key, actor, lock=True)
    if unit.retired_at or unit.resource.retired_at:
        raise AlreadyRetired
    language = _language(writing.language)
    body = tidied(writing.body).strip() + "\n"
    clauses = _clauses(body)
    newest = _newest(unit, language)
    version = newest.version if newest else 0
    if writing.begun_from is not None and writing.begun_from != version:
        raise TextChangedMeanwhile
    source = _source(unit, language, writing.source_version)
    made_from = _made_from(writing, clauses, source, newest)
    if newest and newest.body == body and (newest.made_from == made_from or not source):
        raise TextUnchanged
    text = UnitText(unit=unit, language=language, version=version + 1, body=body)
    text.source, text.made_from = source, made_from
    text.made_by, text.scope, text.made_at = actor.key, scope_of(actor), at
    _keep(text, clauses)
    changes = {"text": (None, f"{language} {text.version}")}
    deed = Deed("library.text_written", "units", unit.key, changes, reason)
    record(deed, actor=actor, at=at)
    return text


def _keep(text: UnitText, clauses: list[Clause]) -> None:
    text.title = title_of(clauses)
    text.clauses = [clause.digest for clause in clauses]
    text.save(force_insert=True)


def _language(written: str) -> str:
    language = language_of(written)
    if not language:
        raise LanguageUnknown(language=written[:40])
    return language


def _clauses(body: str) -> list[Clause]:
    if len(body) > LONGEST:
        raise TextTooLong(length=len(body), limit=LONGEST)
    clauses = clauses_of(body)
    if not clauses:
        raise TextEmpty
    if len(clauses) > MOST_CLAUSES:
        raise TooManyClauses(count=len(clauses), limit=MOST_CLAUSES)
    return clauses


def _newest(unit: Unit, language: str) -> UnitText | None:
    return UnitText.objects.filter(unit=unit, language=language).order_by("-version").first()


def _source(unit: Unit, language: str, version: int | None) -> UnitText | None:
    """Return the text of the original that a translation is made from."""
    original = unit.resource.original_language
    if language == original:
        return None
    if version is None:
        return _newest(unit, original)
    found = UnitText.objects.filter(unit=unit, language=original, version=version).first()
    if found is None:
        raise NoSuchSource(version=version)
    return found


def _made_from(
    writing: Writing, clauses: list[Clause], source: UnitText | None, newest: UnitText | None
) -> list[str]:
    """Return what each clause rests on; what the writer says of it counts if it fits the text."""
    if source is None:
        return []
    if writing.made_from is not None and len(writing.made_from) == len(clauses):
        return list(writing.made_from)
    fresh = source_digests(clauses, clauses_of(source.body))
    if newest is None or writing.is_checked:
        return fresh
    before = list(zip(newest.clauses, newest.made_from, strict=False))
    return carried([clause.digest for clause in clauses], fresh, before)
