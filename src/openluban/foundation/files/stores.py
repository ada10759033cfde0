"""What a store of files does, and which one this installation has.

A file is named by its folder and its digest, so a name never means two things: whoever puts the
same file twice keeps one, and a file that no record names does no harm.
"""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import IO, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from openluban.foundation.files.address import S3Address
from openluban.foundation.files.disk import DiskStore
from openluban.foundation.files.parts import Kept, Parts


class Store(Protocol):
    """Where files are. Each of its answers may be ``FilesUnavailable``."""

    def put(self, name: str, file: IO[bytes]) -> None:
        """Put a file there whole, unless it is there just so; nobody ever sees half of one."""
        ...

    def find(self, name: str) -> Kept | None:
        """Return what is kept under a name, None if nothing is."""
        ...

    def parts(self, kept: Kept, first: int = 0, last: int | None = None) -> Parts:
        """Open a file, or what lies between two of its bytes, both of them included."""
        ...

    def lent(self, kept: Kept) -> AbstractContextManager[Path]:
        """Give a place on this disk where the file can be read meanwhile."""
        ...

    def everything(self) -> Iterator[Kept]:
        """Yield all that is kept, in the order of names."""
        ...

    def check(self) -> None:
        """Look whether files can be kept."""
        ...


def the_store() -> Store:
    """Return the store that ``STORAGE_URL`` names, else the folder of files."""
    address: S3Address | None = settings.LUBAN_STORAGE
    return DiskStore(Path(settings.MEDIA_ROOT)) if address is None else _s3(address)


@lru_cache(maxsize=4)
def _s3(address: S3Address) -> Store:
    # Not imported where it is not asked for: what it needs may be absent.
    return cast("Store", import_string("openluban.foundation.files.s3.S3Store")(address))


def put_data(name: str, data: bytes) -> None:
    """Put what lies in memory into the store."""
    the_store().put(name, io.BytesIO(data))


def data_of(name: str) -> bytes | None:
    """Return a small file whole, None if it is not kept."""
    store = the_store()
    kept = store.find(name)
    return None if kept is None else b"".join(store.parts(kept))
