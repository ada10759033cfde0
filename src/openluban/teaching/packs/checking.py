"""Whether a folder or a zip is the pack that was signed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.foundation.exchange.signing import is_signed
from openluban.kernel.refusals import Problem
from openluban.teaching.packs.formats.manifests import (
    LARGEST_MANIFEST,
    LARGEST_NOTE,
    read_delta,
    read_manifest,
    read_signature,
)
from openluban.teaching.packs.formats.sources import Source, opened, read_whole
from openluban.teaching.packs.formats.unfit import PackUnfit, problem, unfit, unfit_all
from openluban.teaching.packs.rules.manifest import Manifest, PackFile
from openluban.teaching.packs.rules.paths import DELTA, MANIFEST, RESERVED, SIGNATURE

_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Envelope:
    """The signed list of a pack. ``is_delta``: files that were there before are not in it."""

    manifest: Manifest
    public_key: str
    is_delta: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack of which every file was looked at; ``problems`` is empty where all is well."""

    envelope: Envelope
    files: int
    problems: list[Problem] = field(default_factory=list)


def check_pack(place: Path, *, key: str = "") -> Checked:
    """Look at every file of a folder or zip; ``key`` (base64) is the one it must be signed with.

    :raises PackUnfit: it is no sound pack; every file that is wrong is named
    """
    with opened(place) as source:
        checked = check_source(source, key=key)
    if checked.problems:
        raise unfit_all(checked.problems)
    return checked


def check_source(source: Source, *, key: str = "") -> Checked:
    """As ``check_pack``, for what is open; problems of files are returned, not raised."""
    envelope = read_envelope(source, key=key)
    problems: list[Problem] = []
    count = 0
    for file in envelope.manifest.files:
        if file.path not in source.sizes:
            if not envelope.is_delta:
                problems.append(problem("missing", _("It is missing."), file.path))
            continue
        count += 1
        problems += fault_of_file(source, file)
        if len(problems) >= _MOST_TOLD:
            break
    problems += _strays(source, envelope.manifest)
    return Checked(envelope, count, problems[:_MOST_TOLD])


def read_envelope(source: Source, *, key: str = "") -> Envelope:
    """Return what a source says it is, once its signature holds.

    :raises PackUnfit: the list is not sound, or is not signed, or with another key than ``key``
    """
    manifest = read_manifest(read_whole(source, MANIFEST, at_most=LARGEST_MANIFEST))
    public_key, signature = read_signature(read_whole(source, SIGNATURE, at_most=LARGEST_NOTE))
    if key and key != public_key:
        sentence = _("It is signed with another key: %(key)s.")
        raise unfit("other_key", sentence, SIGNATURE, key=public_key[:60])
    if not is_signed(manifest.plain(), signature=signature, public_key=public_key):
        sentence = _("The signature does not fit: the pack was altered.")
        raise unfit("bad_signature", sentence, SIGNATURE)
    is_delta = DELTA in source.sizes
    if is_delta:
        note = read_delta(read_whole(source, DELTA, at_most=LARGEST_NOTE))
        if note != (manifest.before, manifest.digest) or not manifest.before:
            raise unfit("bad_delta", _("It does not fit the manifest."), DELTA)
    return Envelope(manifest, public_key, is_delta)


def fault_of_file(source: Source, file: PackFile) -> Iterator[Problem]:
    """Yield what is wrong with one file of a source, at most one thing."""
    found = hashlib.sha256()
    size = 0
    try:
        for data in source.chunks(file.path, at_most=file.size):
            found.update(data)
            size += len(data)
    except PackUnfit as refusal:
        yield from refusal.problems
        return
    if size > file.size:
        yield problem("too_large", _("It is larger than the manifest says."), file.path)
    elif size < file.size:
        sentence = _("It is cut off: %(size)s bytes of %(whole)s.")
        yield problem("cut_off", sentence, file.path, size=size, whole=file.size)
    elif found.hexdigest() != file.sha256:
        yield problem("altered", _("It was altered: its digest is another."), file.path)


def _strays(source: Source, manifest: Manifest) -> Iterator[Problem]:
    known = manifest.by_path
    for path in source.sizes:
        if path not in known and path not in RESERVED:
            yield problem("stray", _("The manifest does not list it."), path)
