"""Manifests and signatures as JSON: written in one way, read as hostile."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.canonical import canonical_bytes
from openluban.kernel.refusals import Refusal
from openluban.teaching.packs.formats.unfit import PackUnfit, problem, unfit, unfit_all
from openluban.teaching.packs.rules.manifest import EDITION, FORMAT, PARTS, Manifest, PackFile
from openluban.teaching.packs.rules.paths import DELTA, MANIFEST, RESERVED, SIGNATURE, fault_of
from openluban.teaching.packs.rules.wishes import MOST_FILM, is_pictures

LARGEST_MANIFEST = 16_000_000
LARGEST_NOTE = 10_000
"""Bytes of the signature and of the note that tells a delta."""
MOST_FILES = 50_000
LARGEST_FILE = 2**40
_LONGEST = 2_000
_SHA = re.compile(r"[0-9a-f]{64}")
_DIGEST = re.compile(r"(sha256:[0-9a-f]{64})?")
_MOST_LANGUAGES = 50
_LANGUAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_TOLD = 50
PATH_FAULTS = {
    "absolute": _("Its name begins at the root of a disk."),
    "outside": _("Its name leads out of the pack."),
    "too_long": _("Its name is too long, or lies too deep."),
    "not_plain": _("Its name has signs that some disks do not take."),
}


def read_json(data: bytes, name: str) -> dict[str, Any]:
    """Return the object that a file holds.

    :raises PackUnfit: it is no JSON object in UTF-8, is nested too deeply, or says a name twice
    """
    try:
        value = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise unfit("too_deep", _("It is nested too deeply."), name) from None
    except ValueError as fault:  # also what is no UTF-8
        raise unfit("not_json", _("It is no JSON: %(why)s."), name, why=str(fault)[:120]) from fault
    if not isinstance(value, dict):
        raise unfit("not_json", _("It is no JSON: %(why)s."), name, why="no object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a name stands twice in an object"
        raise ValueError(message)
    return found


def _no_constant(text: str) -> Any:
    message = f"{text} is no number"
    raise ValueError(message)


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest that was written with ``Manifest.written``.

    :raises PackUnfit: it is none, or lists what no pack may hold
    """
    value = read_json(data, MANIFEST)
    if value.get("format") != FORMAT or value.get("edition") != EDITION:
        raise unfit("other_format", _("It is no manifest of a pack that is known here."), MANIFEST)
    try:
        manifest = _manifest(value)
        is_same = manifest.digest == value.get("digest") and manifest.written() == data
    except _Wrong as fault:
        sentence = _("“%(place)s” is missing or wrong.")
        raise unfit("bad_manifest", sentence, MANIFEST, place=str(fault)[:120]) from None
    except PackUnfit:
        raise
    except Refusal as fault:
        raise unfit("not_json", _("It is no JSON: %(why)s."), MANIFEST, why=str(fault)) from fault
    if not is_same:
        raise unfit("altered", _("It was altered: its own digest does not fit it."), MANIFEST)
    return manifest


class _Wrong(Exception):
    """A place in the manifest that is wrong."""


def _manifest(value: Mapping[str, Any]) -> Manifest:
    resource = _object(value, "resource")
    name = _object(resource, "name")
    languages = _list(value, "languages", _MOST_LANGUAGES)
    pictures = _text(value, "pictures")
    if not languages or not all(
        isinstance(one, str) and _LANGUAGE.fullmatch(one) for one in languages
    ):
        raise _Wrong("languages")
    if not is_pictures(pictures):
        raise _Wrong("pictures")
    films: Any = value.get("films_up_to", 0)
    if not _is_whole(films, MOST_FILM):
        raise _Wrong("films_up_to")
    return Manifest(
        resource=_text(resource, "key"),
        name={_key(language): _text(name, language) for language in name},
        rights=_text(resource, "rights"),
        credit=_text(resource, "credit"),
        languages=tuple(languages),
        pictures=pictures,
        as_at=_text(value, "as_at"),
        files=_files(_list(value, "files", MOST_FILES)),
        before=_matching(value, "before", _DIGEST),
        films=films,
    )


def _files(rows: list[Any]) -> tuple[PackFile, ...]:
    files = [_file(row, place) for place, row in enumerate(rows)]
    problems = []
    folded: dict[str, str] = {}
    for file in files:
        fault = fault_of(file.path)
        if fault:
            problems.append(problem(fault, PATH_FAULTS[fault], file.path))
        elif file.path in RESERVED:
            problems.append(problem("reserved", _("No file may be called so."), file.path))
        elif file.path.casefold() in folded:
            problems.append(problem("twice", _("It is there twice."), file.path))
        folded[file.path.casefold()] = file.path
    if problems:
        raise unfit_all(problems[:_MOST_TOLD])
    if [file.path for file in files] != sorted(file.path for file in files):
        raise _Wrong("files")
    return tuple(files)


def _file(row: Any, place: int) -> PackFile:
    try:
        return _listed(row)
    except _Wrong as fault:
        message = f"files[{place}]: {fault}"
        raise _Wrong(message) from None


def _listed(row: Any) -> PackFile:
    if not isinstance(row, dict):
        raise _Wrong("object")
    size: Any = row.get("size")
    version: Any = row.get("version", 0)
    if not _is_whole(size, LARGEST_FILE) or not _is_whole(version, 2**31):
        raise _Wrong("size")
    if row.get("part") not in PARTS:
        raise _Wrong("part")
    return PackFile(
        path=_text(row, "path"),
        size=size,
        sha256=_matching(row, "sha256", _SHA),
        part=row["part"],
        unit=_text(row, "unit", optional=True),
        language=_text(row, "language", optional=True),
        version=version,
    )


def _is_whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _object(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name)
    if not isinstance(found, dict):
        raise _Wrong(name)
    return found


def _list(value: Mapping[str, Any], name: str, most: int) -> list[Any]:
    found = value.get(name)
    if not isinstance(found, list) or len(found) > most:
        raise _Wrong(name)
    return found


def _text(value: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
    found = value.get(name, "" if optional else None)
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise _Wrong(name)
    return found


def _key(language: str) -> str:
    if len(language) > _LONGEST:
        raise _Wrong("name")
    return language


def _matching(value: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    found = _text(value, name)
    if not pattern.fullmatch(found):
        raise _Wrong(name)
    return found


def signature_bytes(*, digest: str, public_key: str, signature: str) -> bytes:
    """Return what stands in ``signature.json``."""
    return canonical_bytes(
        {
            "algorithm": "Ed25519 over RFC 8785",
            "manifest": digest,
            "public_key": public_key,
            "signature": signature,
        }
    )


def read_signature(data: bytes) -> tuple[str, str]:
    """Return (public key, signature) as base64.

    :raises PackUnfit: they are not there
    """
    return _two_texts(data, SIGNATURE, ("public_key", "signature"))


def delta_bytes(*, since: str, to: str) -> bytes:
    """Return what stands in ``delta.json``: that files are missing on purpose."""
    return canonical_bytes({"since": since, "to": to})


def read_delta(data: bytes) -> tuple[str, str]:
    """Return the digests of the pack before and of the new one.

    :raises PackUnfit: they are not there
    """
    return _two_texts(data, DELTA, ("since", "to"))


def _two_texts(data: bytes, file: str, names: tuple[str, str]) -> tuple[str, str]:
    value = read_json(data, file)
    try:
        return _text(value, names[0]), _text(value, names[1])
    except _Wrong as fault:
        sentence = _("“%(place)s” is missing or wrong.")
        raise unfit("bad_note", sentence, file, place=str(fault)) from None
