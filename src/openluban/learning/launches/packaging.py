"""Packages of resources as they are opened here: made, kept, and read file by file."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.cache import cache

from openluban.foundation.files.stores import put_data, the_store
from openluban.foundation.history.stamp import state_of_records
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import Refusal
from openluban.learning.launches.errors import NothingToOpen
from openluban.learning.launches.formats.course_structures import NAME, read_structure
from openluban.learning.launches.models import Package
from openluban.learning.launches.rules.structure import Block, course_from, plain
from openluban.teaching.courseware.public import built
from openluban.teaching.library.public import Resource, units_of
from openluban.teaching.packs.public import published_languages

_KEPT_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class _Made:
    digest: str
    structure: dict[str, Any]
    data: bytes


def structure_of(resource: Resource) -> Block:
    """Return the course that opens now, made at most once for each state of the records.

    :raises NothingToOpen: nothing of it is published
    """
    known = cache.get(_mark(resource)) or _make(resource)
    return course_from(known[1] if isinstance(known, tuple) else known.structure)


def package_of(resource: Resource, *, at: datetime) -> Package:
    """Return the package that opens now, kept before it is first opened.

    :raises NothingToOpen: nothing of it is published
    """
    known = cache.get(_mark(resource))
    if known is not None:
        package = Package.objects.filter(digest=known[0]).first()
        if package is not None and the_store().find(_name(package.digest)) is not None:
            return package
    made = _make(resource)
    put_data(_name(made.digest), made.data)
    defaults = {"resource": resource, "structure": made.structure, "made_at": at}
    return Package.objects.get_or_create(digest=made.digest, defaults=defaults)[0]


def file_of(package: str, path: str) -> bytes | None:
    """Return a file of a kept package, given by digest; None if it holds none of that path."""
    store = the_store()
    kept = store.find(_name(package))
    if kept is None:
        return None
    with store.lent(kept) as place:
        try:
            with ZipFile(place) as packed:
                return packed.read(path)
        except (KeyError, BadZipFile):
            return None


def _make(resource: Resource) -> _Made:
    languages = published_languages(units_of(resource, PUBLIC), resource.original_language)
    try:
        data = built(resource, "cmi5", languages)
    except Refusal as refusal:
        raise NothingToOpen from refusal
    with ZipFile(BytesIO(data)) as packed:
        structure = plain(read_structure(packed.read(NAME)))
    made = _Made(sha256(data).hexdigest(), structure, data)
    cache.set(_mark(resource), (made.digest, made.structure), _KEPT_SECONDS)
    return made


def _mark(resource: Resource) -> str:
    words = f"{resource.key}\0{state_of_records()}"
    return f"launches.package:{sha256(words.encode()).hexdigest()}"


def _name(digest: str) -> str:
    return f"launches/{digest[:2]}/{digest}"
