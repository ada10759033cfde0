"""Packs as zips: the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from openluban.teaching.packs.formats.contents import Content, Stream, chunks_of, size_of

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644
_UNIX = 3
_LEVEL = 9
_NOTHING = bytes(1 << 18)
_PACKED_ALREADY = (".png", ".jpg", ".webp")


class Scales(io.RawIOBase):
    """Takes what is written and keeps nothing but how much it was."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._place = self.weight = 0

    def writable(self) -> bool:
        """Say that it takes bytes."""
        return True

    def seekable(self) -> bool:
        """Say that it goes back, as whoever writes a zip wishes."""
        return True

    def write(self, data: object) -> int:
        """Count bytes."""
        size = len(memoryview(data))  # type: ignore[arg-type]
        self._place += size
        self.weight = max(self.weight, self._place)
        return size

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; the end is as far as anything was written."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.weight}[whence]
        self._place = start + place
        return self._place

    def tell(self) -> int:
        """Return the place."""
        return self._place


def write_zip(file: IO[bytes], contents: Iterable[tuple[str, Content]]) -> None:
    """Write files in the order given; times and rights say nothing.

    :raises FilmLost: a film is not what was kept
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
        for path, data in contents:
            _write(made, path, data, chunks_of(data))


def _write(made: zipfile.ZipFile, path: str, data: Content, pieces: Iterable[bytes]) -> None:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
    if isinstance(data, Stream):
        entry.file_size = data.size  # so that zipfile knows of large ones before they are written
        with made.open(entry, "w") as member:
            for piece in pieces:
                member.write(piece)
        return
    is_packed = path.endswith(_PACKED_ALREADY)
    kind = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    made.writestr(entry, data, compress_type=kind, compresslevel=_LEVEL)


def weight_of(contents: Iterable[tuple[str, Content]]) -> int:
    """Return how many bytes the zip of these files has, to the byte; no film is read for it."""
    scales = Scales()
    with zipfile.ZipFile(scales, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
        for path, data in contents:
            _write(made, path, data, _nothing(size_of(data)))
    return scales.weight


def _nothing(size: int) -> Iterator[bytes]:
    """Yield so many bytes of nothing: what is stored as it is weighs the same whatever it says."""
    while size:
        yield _NOTHING[:size]
        size -= min(size, len(_NOTHING))
