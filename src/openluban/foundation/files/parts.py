"""Files read piece by piece, so that none of them lies in memory as a whole."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol

CHUNK = 1 << 16


class Readable(Protocol):
    """What pieces are read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""
        ...

    def close(self) -> None:
        """Give back what reading takes."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is there: its size in bytes, and a mark that changes whenever it does."""

    name: str
    size: int
    mark: str


class Parts:
    """So many bytes of an open file, once; whoever does not read to the end closes it."""

    def __init__(self, file: Readable, length: int) -> None:
        self._file = file
        self.length = length

    def __iter__(self) -> Iterator[bytes]:
        """Yield pieces and close the file after the last."""
        left = self.length
        try:
            while left and (data := self._file.read(min(left, CHUNK))):
                left -= len(data)
                yield data
        finally:
            self._file.close()

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._file.close()


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 and the size of an open file, which stands at its beginning afterwards."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while data := file.read(CHUNK):
        digest.update(data)
        size += len(data)
    file.seek(0)
    return digest.hexdigest(), size
