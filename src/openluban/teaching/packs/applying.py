"""Making an old pack the new one: beside it first, then in its place in one step."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openluban.teaching.packs.checking import Envelope, check_source, read_envelope
from openluban.teaching.packs.errors import BusyElsewhere, NoDelta, OtherKey, OtherPack
from openluban.teaching.packs.formats.folders import (
    disk_refusals,
    exchange,
    flush_folders,
    put_back,
    write_file,
)
from openluban.teaching.packs.formats.manifests import LARGEST_MANIFEST, LARGEST_NOTE
from openluban.teaching.packs.formats.sources import FolderSource, Source, opened, read_whole
from openluban.teaching.packs.formats.unfit import unfit_all
from openluban.teaching.packs.rules.deltas import Delta, difference
from openluban.teaching.packs.rules.manifest import Manifest, PackFile
from openluban.teaching.packs.rules.paths import MANIFEST, SIGNATURE


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a folder. ``resumed`` files lay ready from a run that was cut off."""

    manifest: Manifest
    delta: Delta
    resumed: int


def apply_delta(*, folder: Path, delta: Path, key: str = "") -> Applied:
    """Make the pack in a folder the one that a delta leads to; if it is that already, all is well.

    The new one is put together beside the old, looked at file by file, and then takes its name in
    one step: whoever opens the folder finds the old pack or the new one, whenever the power fails.
    What lay ready is used by the next run. ``key`` (base64) is whom the delta must be signed by;
    without it, by whoever signed the pack in the folder.

    :raises PackUnfit: one of them is no sound pack; every file that is wrong is named
    :raises NoDelta: it is a whole pack
    :raises OtherPack: it leads on from another pack
    :raises OtherKey: it is signed with another key than the old one
    :raises BusyElsewhere: another process is at it
    :raises CannotWrite: the disk refuses
    """
    folder = folder.absolute()
    with disk_refusals(folder), _alone(folder):
        put_back(folder, _beside(folder, "old"))
        old_source = FolderSource(folder)
        old = read_envelope(old_source)
        with opened(delta) as source:
            new = read_envelope(source, key=key)
            if not key and new.public_key != old.public_key:
                raise OtherKey
            if not new.is_delta:
                raise NoDelta(file=delta.name)
            if new.manifest.digest == old.manifest.digest:
                shutil.rmtree(_beside(folder, "new"), ignore_errors=True)
                return Applied(new.manifest, Delta((), (), ()), 0)
            if new.manifest.before != old.manifest.digest:
                ours, theirs = old.manifest.digest, new.manifest.before
                raise OtherPack(ours=_short(ours), theirs=_short(theirs))
            resumed = _put_together(folder, old_source, source, new)
        exchange(_beside(folder, "new"), folder, _beside(folder, "old"))
        shutil.rmtree(_beside(folder, "new"), ignore_errors=True)
    return Applied(new.manifest, difference(old.manifest, new.manifest), resumed)


def _short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:12]


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # The lock is on the folder around it, so that no file of ours is left there.
    handle = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyElsewhere(name=folder) from None
    finally:
        os.close(handle)


def _put_together(folder: Path, old: Source, delta: Source, new: Envelope) -> int:
    """Put the new pack together beside the old one; return how many files lay ready."""
    fresh = _beside(folder, "new")
    if fresh.is_symlink():
        fresh.unlink()
    fresh.mkdir(exist_ok=True)
    _clear(fresh, new.manifest)
    ready = FolderSource(fresh)
    resumed = 0
    for file in new.manifest.files:
        if _is_ready(ready, file):
            resumed += 1
            continue
        source = delta if file.path in delta.sizes else old
        if file.path in source.sizes:
            write_file(fresh / file.path, source.chunks(file.path, at_most=file.size))
    for name, most in ((MANIFEST, LARGEST_MANIFEST), (SIGNATURE, LARGEST_NOTE)):
        write_file(fresh / name, [read_whole(delta, name, at_most=most)])
    problems = check_source(FolderSource(fresh), key=new.public_key).problems
    if problems:
        shutil.rmtree(fresh, ignore_errors=True)
        raise unfit_all(problems)
    flush_folders(fresh)
    return resumed


def _is_ready(ready: Source, file: PackFile) -> bool:
    if ready.sizes.get(file.path) != file.size:
        return False
    found = hashlib.sha256()
    for data in ready.chunks(file.path, at_most=file.size):
        found.update(data)
    return found.hexdigest() == file.sha256


def _clear(fresh: Path, manifest: Manifest) -> None:
    """Take away what lies there and does not belong to the new pack, half files too."""
    known = manifest.by_path
    for folder, folders, files in os.walk(fresh, topdown=False):
        for name in (*files, *folders):
            place = Path(folder) / name
            path = place.relative_to(fresh).as_posix()
            if place.is_symlink() or (place.is_file() and path not in known):
                place.unlink()
            elif place.is_dir() and not any(place.iterdir()):
                place.rmdir()
