"""``manifest.csv``: which files a package holds, and whether each is whole or a change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.problems import UnreadableSheet, excerpt
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.refusals import Problem
from openluban.learning.learners.formats.oneroster.problems import (
    Fault,
    UnfitPackage,
    place_of,
    problem,
)
from openluban.learning.learners.formats.oneroster.tables import FORMS, PASSED_OVER, VERSION

MANIFEST = "manifest.csv"
ENCODING = "utf-8"
"""The standard allows no other."""
_FILE = "file."
_MODES = ("absent", "bulk", "delta")
_HEADER = ("propertyName", "value")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. ``modes`` are ``bulk`` or ``delta``, by the name of the file."""

    modes: Mapping[str, str]
    system_name: str = ""
    system_code: str = ""
    left_out: tuple[str, ...] = ()
    """Files of the package for which there is no place here."""


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Read the manifest and hold it against the files that are there.

    :raises UnfitPackage: there is none, it is of another version, or it contradicts the files
    """
    data = files.get(MANIFEST)
    if data is None:
        raise UnfitPackage([problem(Fault.NO_MANIFEST, MANIFEST)])
    said, problems = _said(data)
    problems += _wrong_versions(said)
    modes = {}
    for name in (*FORMS, *PASSED_OVER):
        row, mode = said.get(_FILE + name, (0, "absent"))
        if mode not in _MODES:
            details = {"name": _FILE + name, "found": mode}
            problems.append(problem(Fault.UNKNOWN_MODE, MANIFEST, row=row, **details))
        elif mode != "absent":
            modes[name] = mode
    problems += _contradictions(modes, files)
    if not problems and not any(name in FORMS for name in modes):
        problems.append(problem(Fault.NOTHING_IN_IT, MANIFEST))
    if problems:
        raise UnfitPackage(problems)
    wanted = {name: mode for name, mode in modes.items() if name in FORMS}
    known = {MANIFEST, *(f"{name}.csv" for name in wanted)}
    left_out = tuple(excerpt(file) for file in files if file not in known)
    name, code = (said.get(f"source.system{each}", (0, ""))[1] for each in ("Name", "Code"))
    return Manifest(wanted, name, code, left_out)


def _said(data: bytes) -> tuple[dict[str, tuple[int, str]], list[Problem]]:
    """Return each property with its row and value."""
    try:
        columns = Columns(_HEADER, _HEADER)
        sheet = read_sheet(data, filename=MANIFEST, columns=columns, encoding=ENCODING)
    except UnreadableSheet as unreadable:
        raise UnfitPackage(
            [replace(each, field=place_of(MANIFEST, each.field)) for each in unreadable.problems]
        ) from None
    said: dict[str, tuple[int, str]] = {}
    problems = []
    for number, cells in sheet.rows:
        name, value = (cells[column].strip() for column in _HEADER)
        # Some writers mark files that may be left out with a star, as the standard's table does.
        name = name.removesuffix("*")
        if name in said:
            problems.append(problem(Fault.SAID_TWICE, MANIFEST, row=number, name=name))
        elif name != _HEADER[0]:
            said[name] = (number, value)
    return said, problems


def _wrong_versions(said: Mapping[str, tuple[int, str]]) -> Iterator[Problem]:
    for name, wanted in (("manifest.version", "1.0"), ("oneroster.version", VERSION)):
        row, found = said.get(name, (None, ""))
        if found != wanted:
            details = {"name": name, "found": found, "wanted": wanted}
            yield problem(Fault.OTHER_VERSION, MANIFEST, row=row, **details)


def _contradictions(modes: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Problem]:
    for name in (*FORMS, *PASSED_OVER):
        is_there = f"{name}.csv" in files
        if is_there and name not in modes:
            yield problem(Fault.NOT_DECLARED, f"{name}.csv")
        elif not is_there and name in modes:
            yield problem(Fault.NOT_THERE, f"{name}.csv", found=modes[name])
