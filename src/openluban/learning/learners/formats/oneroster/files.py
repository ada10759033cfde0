"""The files of a package, from a zip or a folder, opened without trusting a name or a size."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, StopReading
from openluban.learning.learners.formats.oneroster.problems import Fault, UnfitPackage, problem

LARGEST = 100_000_000
MOST_FILES = 100
MOST_UNPACKED = 600_000_000
_LIMITS = Limits(max_bytes=LARGEST, max_unzipped_bytes=MOST_UNPACKED, max_members=MOST_FILES)
_FAULTS = {
    Rule.ZIP_BOMB: Fault.BOMB,
    Rule.TOO_MANY_MEMBERS: Fault.TOO_MANY_FILES,
    Rule.UNSAFE_PATH: Fault.UNSAFE_PATH,
    Rule.ENCRYPTED: Fault.ENCRYPTED,
}
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def files_in(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip by their names, a folder around all of them left out.

    :raises UnfitPackage: it is too large, damaged, or holds what no package may hold
    """
    if len(data) > LARGEST:
        raise _refused(Fault.TOO_LARGE, name, limit=LARGEST // 1_000_000)
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _refused(Fault.NO_PACKAGE, name)
    try:
        archive = Archive(data, _LIMITS)
        paths = [path for path in archive if not path.endswith("/") and not _is_litter(path)]
        _check_names(paths, name)
        return {_file(path): b"".join(archive.chunks(path)) for path in paths}
    except StopReading as stop:
        fault = _FAULTS.get(Rule(stop.found.rule), Fault.DAMAGED)
        raise _refused(fault, name, limit=MOST_FILES) from None


def files_beneath(folder: Path) -> dict[str, bytes]:
    """Return the CSV files that lie in a folder; links are not followed.

    :raises UnfitPackage: there is no such folder, or it holds too much
    """
    if not folder.is_dir():
        raise _refused(Fault.NO_PACKAGE, folder.name)
    places = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".csv")
    if len(places) > MOST_FILES:
        raise _refused(Fault.TOO_MANY_FILES, folder.name, limit=MOST_FILES)
    if any(each.is_symlink() or not each.is_file() for each in places):
        raise _refused(Fault.UNSAFE_PATH, folder.name)
    if sum(each.stat().st_size for each in places) > MOST_UNPACKED:
        raise _refused(Fault.TOO_LARGE, folder.name, limit=MOST_UNPACKED // 1_000_000)
    return {each.name: each.read_bytes() for each in places}


def _refused(fault: Fault, name: str, *, limit: int = 0) -> UnfitPackage:
    return UnfitPackage([problem(fault, name, limit=limit)])


def _is_litter(path: str) -> bool:
    return path.startswith(_LITTER[0]) or _file(path) in _LITTER


def _file(path: str) -> str:
    return PurePosixPath(path).name


def _check_names(paths: Iterable[str], name: str) -> None:
    seen: set[str] = set()
    folders = set()
    for path in paths:
        folders.add(PurePosixPath(path).parent)
        file = _file(path).casefold()
        if file in seen:
            raise _refused(Fault.TWICE, _file(path))
        seen.add(file)
    if len(folders) > 1:
        raise _refused(Fault.NO_PACKAGE, name)
