"""Files in a folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from openluban.foundation.files.errors import FilesUnavailable
from openluban.foundation.files.parts import CHUNK, Kept, Parts, digest_of

_UNFINISHED = ".unfinished-"


class DiskStore:
    """Keeps each file at its name in a folder, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, file: IO[bytes]) -> None:
        """Put a file there whole, unless it is there just so; one that is damaged is mended.

        Whoever is killed leaves no half one under the name.
        """
        place = self._place(name)
        if place.is_file() and _is_same(place, file):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        file.seek(0)
        handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as written:
                while data := file.read(CHUNK):
                    written.write(data)
                written.flush()
                os.fsync(written.fileno())
            Path(unfinished).replace(place)
        finally:
            Path(unfinished).unlink(missing_ok=True)

    def find(self, name: str) -> Kept | None:
        """Return what is kept under a name, None if nothing is."""
        place = self._place(name)
        return self._kept(place) if place.is_file() else None

    def parts(self, kept: Kept, first: int = 0, last: int | None = None) -> Parts:
        """Open a file, or what lies between two of its bytes, both of them included."""
        end = kept.size - 1 if last is None else last
        file = self._place(kept.name).open("rb")
        file.seek(first)
        return Parts(file, end - first + 1)

    @contextmanager
    def lent(self, kept: Kept) -> Iterator[Path]:
        """Give a place on this disk where the file can be read meanwhile."""
        yield self._place(kept.name)

    def everything(self) -> Iterator[Kept]:
        """Yield all that is kept, in the order of names."""
        for place in sorted(self._folder.rglob("*")) if self._folder.is_dir() else ():
            is_whole = place.is_file() and not place.name.startswith(_UNFINISHED)
            if is_whole and not place.is_symlink():
                yield self._kept(place)

    def check(self) -> None:
        """Look whether files can be kept.

        :raises FilesUnavailable: they cannot
        """
        there = next(each for each in (self._folder, *self._folder.parents) if each.exists())
        if not (there.is_dir() and os.access(there, os.R_OK | os.W_OK | os.X_OK)):
            raise FilesUnavailable(why=f"{there} cannot be written")

    def _place(self, name: str) -> Path:
        return self._folder / name

    def _kept(self, place: Path) -> Kept:
        seen = place.stat()
        name = place.relative_to(self._folder).as_posix()
        return Kept(name, seen.st_size, str(seen.st_mtime_ns))


def _is_same(place: Path, file: IO[bytes]) -> bool:
    with place.open("rb") as known:
        return digest_of(known) == digest_of(file)
