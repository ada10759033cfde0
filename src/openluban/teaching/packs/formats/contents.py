"""What lies in a file of a pack: bytes, or a film that never lies in memory as a whole."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openluban.teaching.packs.errors import FilmLost


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes that are read piece by piece, each time anew; ``sha256`` is what they must have."""

    size: int
    sha256: str
    pieces: Callable[[], Iterator[bytes]]


Content = bytes | Stream


def size_of(content: Content) -> int:
    """Return how many bytes it has."""
    return content.size if isinstance(content, Stream) else len(content)


def sha256_of(content: Content) -> str:
    """Return its digest."""
    if isinstance(content, Stream):
        return content.sha256
    return hashlib.sha256(content).hexdigest()


def chunks_of(content: Content) -> Iterator[bytes]:
    """Yield the bytes.

    :raises FilmLost: they are not those that were kept
    """
    if not isinstance(content, Stream):
        yield content
        return
    found, left = hashlib.sha256(), content.size
    for data in content.pieces():
        left -= len(data)
        if left < 0:
            break
        found.update(data)
        yield data
    if left or found.hexdigest() != content.sha256:
        raise FilmLost(digest=content.sha256[:12])
