"""Bringing a package in: its pages as drafts of a resource, the package kept; whole or not."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import translation

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.registers.policies import scope_of
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, Problem
from openluban.teaching.courseware.errors import LanguageNeeded, RightsNeeded, RightsUnknown
from openluban.teaching.courseware.keeping import keep
from openluban.teaching.courseware.models import KeptPackage
from openluban.teaching.courseware.policies import may_bring_in
from openluban.teaching.courseware.queries.known import newest_bodies
from openluban.teaching.courseware.reading import Reading, read_package, with_language
from openluban.teaching.courseware.rules.naming import slug_of
from openluban.teaching.library.public import (
    Folder,
    Outcome,
    Resource,
    import_folder,
    is_rights,
    language_of,
    page_html,
)
from openluban.teaching.library.public import Wish as FolderWish

_LONGEST_TITLE, _LONGEST_DESCRIPTION, _LONGEST_ID = 300, 5_000, 300
_LONGEST_VERSION, _LONGEST_FILE_NAME = 40, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a package is to be taken over; what is empty is as the package says.

    ``resource`` is the key of a resource, which may be there already; ``language`` that of texts
    which say none. ``only_look``: nothing is kept.
    """

    resource: str = ""
    rights: str = ""
    language: str = ""
    original: str = ""
    only_look: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a package. ``outcome`` is None where no page of it has words."""

    reading: Reading
    outcome: Outcome | None
    units: tuple[str, ...]


def bring_in_package(*, data: bytes, name: str, wish: Wish, actor: Actor, at: datetime) -> Brought:
    """Take a package over as drafts, and keep it as it is.

    The same package again goes into the same resource, and what has not changed makes no new
    version. A package without words is kept all the same.

    :raises NotAllowed: the actor does not write
    :raises ParcelRefused: the package is unfit; its problems say where
    :raises RightsNeeded: neither package nor wish says what may be done with it
    :raises RightsUnknown: the wish names no licence
    :raises LanguageNeeded: nothing says in which language a text is
    :raises Refusal: as ``import_folder``
    """
    if not may_bring_in(actor):
        raise NotAllowed
    if wish.rights and not is_rights(wish.rights):
        raise RightsUnknown(given=wish.rights[:80])
    reading = read_package(data, name, language=wish.language)
    if not wish.only_look:
        # Before the records: a file that nothing names does no harm, and serves the next time.
        keep(reading.digest, data)
    with transaction.atomic():
        brought = _bring_in(reading, wish, actor, at)
        if wish.only_look:
            transaction.set_rollback(True)
        else:
            _record(brought, name, actor, at)
    return brought


def _bring_in(reading: Reading, wish: Wish, actor: Actor, at: datetime) -> Brought:
    if not reading.folder.texts:
        return Brought(reading, None, ())
    reading = with_language(reading, language_of(wish.language))
    for text in reading.folder.texts:
        if not text.language:
            raise LanguageNeeded(file=text.file[:120])
    key = _key(reading, wish)
    _check_rights(reading, wish, key)
    folder_wish = FolderWish(
        resource=key,
        rights=wish.rights,
        original=wish.original or _original(reading),
        only_look=wish.only_look,
    )
    folder = _as_before(reading.folder, newest_bodies(key))
    outcome = import_folder(folder=folder, wish=folder_wish, actor=actor, at=at)
    slugs = dict.fromkeys(text.slug for text in reading.folder.texts)
    units = tuple(f"{outcome.resource}.{slug}" for slug in slugs)
    return Brought(reading, replace(outcome, notes=reading.notes), units)


def _as_before(folder: Folder, known: dict[tuple[str, str], str]) -> Folder:
    """Return the folder with texts as they are here already where they read the same.

    Markdown can write one page in several ways; that alone makes no new version.
    """
    texts = []
    for text in folder.texts:
        before = known.get((text.slug, text.language), "")
        is_same = bool(before) and page_html(before) == page_html(text.body)
        texts.append(replace(text, body=before) if is_same else text)
    return replace(folder, texts=tuple(texts))


def _original(reading: Reading) -> str:
    """Return the package's own language, but only if a text is in it."""
    own = reading.folder.metadata.values.get("original_language", "")
    spoken = [text.language for text in reading.folder.texts]
    return own if own in spoken else max(spoken, key=spoken.count)


def _key(reading: Reading, wish: Wish) -> str:
    """Return the key of the resource: the one wished, of the last time, or one that is free."""
    if wish.resource:
        return wish.resource
    known = KeptPackage.objects.filter(digest=reading.digest).first()
    if known is not None and known.resource_key:
        return known.resource_key
    slug = slug_of([*reading.folder.metadata.name.values(), reading.folder.name])
    slug = "course" if slug == "unit" else slug
    is_taken = Resource.objects.filter(key=slug).exists()
    return f"{slug}-{reading.digest[:8]}" if is_taken else slug


def _check_rights(reading: Reading, wish: Wish, key: str) -> None:
    if wish.rights or reading.folder.metadata.values.get("rights"):
        return
    if Resource.objects.filter(key=key).exists():
        return
    said = " ".join(reading.parcel.about.rights.split())[:160]
    raise RightsNeeded(said=f" (“{said}”)" if said else "")


def _record(brought: Brought, name: str, actor: Actor, at: datetime) -> None:
    reading, outcome = brought.reading, brought.outcome
    about = reading.parcel.about
    columns = {
        "kind": reading.parcel.kind.value,
        "version": reading.parcel.version[:_LONGEST_VERSION],
        "identifier": reading.parcel.identifier[:_LONGEST_ID],
        "title": (next(iter(about.title.values()), "") or name)[:_LONGEST_TITLE],
        "description": next(iter(about.description.values()), "")[:_LONGEST_DESCRIPTION],
        "file_name": name[:_LONGEST_FILE_NAME],
        "size": reading.size,
        "pages": reading.pages,
        "resource_key": outcome.resource if outcome else "",
        "units": list(brought.units),
        "languages": sorted({text.language for text in reading.folder.texts}),
        "notes": _told(reading.notes),
    }
    first = {"kept_at": at, "kept_by": actor.key, "scope": scope_of(actor)}
    KeptPackage.objects.update_or_create(
        digest=reading.digest, defaults=columns, create_defaults={**columns, **first}
    )
    if outcome is not None:
        brought_in = f"{reading.parcel.kind.value} {reading.digest[:12]}"
        deed = Deed(
            "courseware.brought_in", "library", outcome.resource, {"package": (None, brought_in)}
        )
        record(deed, actor=actor, at=at)


def _told(notes: tuple[Problem, ...]) -> list[list[object]]:
    with translation.override("en"):
        return [[note.field, note.row, note.rule, str(note)] for note in notes]
