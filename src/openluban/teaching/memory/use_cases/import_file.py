"""Taking files of units over: all of them whole, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import IO, NamedTuple

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.memory.errors import FormatUnknown, LanguageUnknown
from openluban.teaching.memory.formats.pairing import FilePair, Report
from openluban.teaching.memory.formats.po import read_po
from openluban.teaching.memory.formats.tmx import read_tmx
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import may_import
from openluban.teaching.memory.rules.languages import language_tag
from openluban.teaching.memory.use_cases.remember import Pair, Remembered, Source, remember


class UnitFile(NamedTuple):
    """A file to be read, with the name that tells its format."""

    file: IO[bytes]
    name: str


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of PO files, which do not say that of their sources."""

    source: str = "en"
    target: str = ""


@dataclass(slots=True)
class Imported:
    """What files held, and what became of it (nothing yet in a preview)."""

    report: Report = field(default_factory=Report)
    outcome: Remembered = field(default_factory=Remembered)


def preview_import(
    *, files: Sequence[UnitFile], actor: Actor, languages: Languages | None = None
) -> Imported:
    """Return what files hold, read to their end; nothing is kept.

    :raises NotAllowed: the actor may not import
    :raises FormatUnknown: a file is neither TMX nor PO by its name
    :raises LanguageUnknown: a language that was given is none
    :raises Invalid: a file breaks a rule of its format
    """
    if not may_import(actor):
        raise NotAllowed
    imported = Imported()
    for _pair in _pairs(files, languages or Languages(), imported.report):
        pass
    return imported


@transaction.atomic
def import_files(
    *,
    files: Sequence[UnitFile],
    origin: Source,
    actor: Actor,
    at: datetime,
    languages: Languages | None = None,
) -> Imported:
    """Add the units of files to the memory; refuses as ``preview_import`` and ``remember`` do."""
    if not may_import(actor):
        raise NotAllowed
    imported = Imported()
    pairs = (_kept(pair) for pair in _pairs(files, languages or Languages(), imported.report))
    imported.outcome = remember(pairs=pairs, origin=origin, actor=actor, at=at)
    return imported


def _pairs(files: Sequence[UnitFile], languages: Languages, report: Report) -> Iterator[FilePair]:
    source, target = language_tag(languages.source), language_tag(languages.target)
    if not source or (languages.target and not target):
        raise LanguageUnknown(language=(languages.target if source else languages.source)[:40])
    for file, name in files:
        ending = PurePath(name).suffix.lower()
        if ending == ".tmx":
            yield from read_tmx(file, report)
        elif ending in {".po", ".pot"}:
            yield from read_po(file, report, source_language=source, target_language=target)
        else:
            raise FormatUnknown(name=PurePath(name).name[:80])


def _kept(pair: FilePair) -> Pair:
    status = Unit.Status.REVIEWED
    if pair.is_draft:
        status = Unit.Status.DRAFT
    elif pair.is_approved:
        status = Unit.Status.APPROVED
    return Pair(*pair[:6], status=status, is_machine=pair.is_machine, made_at=pair.made_at)
