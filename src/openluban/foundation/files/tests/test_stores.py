"""What every store of files does, on disk and in S3 alike."""

import hashlib
import io
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from openluban.foundation.files.address import S3Address, read_address
from openluban.foundation.files.disk import DiskStore
from openluban.foundation.files.errors import FilesUnavailable
from openluban.foundation.files.stores import Store, data_of, put_data, the_store
from openluban.foundation.files.views import file_answer
from tests.harness.site import free_port

NAME = "library/ab/abcd.png"
LARGE = 20_000_001
"""More than is sent to an S3 store in one piece."""


class Watched(io.BytesIO):
    """A file that notes how much of it is asked for at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        given = super().read(size)
        self.most = max(self.most, len(given))
        return given


class Breaks(io.BytesIO):
    """A file of which only so many bytes can be read in all, as of a disk that breaks."""

    left = 0

    def read(self, size: int | None = -1, /) -> bytes:
        given = super().read(size)
        self.left -= len(given)
        if self.left < 0:
            raise OSError(5, "Input/output error")
        return given


def _whole(store: Store, name: str) -> bytes:
    kept = store.find(name)
    assert kept is not None
    return b"".join(store.parts(kept))


def _put(store: Store, name: str, data: bytes) -> None:
    store.put(name, io.BytesIO(data))


def test_what_is_put_is_there_and_nothing_else(store: Store) -> None:
    assert store.find(NAME) is None
    assert data_of(NAME) is None
    assert list(store.everything()) == []
    put_data(NAME, b"a picture")
    put_data("packs/cd/empty.zip", b"")
    kept = store.find(NAME)
    assert kept is not None
    assert (kept.name, kept.size) == (NAME, 9)
    assert data_of(NAME) == b"a picture"
    assert data_of("packs/cd/empty.zip") == b""
    assert store.find("library") is None
    assert store.find("library/ab") is None
    assert [each.name for each in store.everything()] == [NAME, "packs/cd/empty.zip"]
    assert next(store.everything()) == kept


def test_the_same_is_kept_once_and_its_mark_stays(store: Store) -> None:
    _put(store, NAME, b"first")
    first = store.find(NAME)
    file = Watched(b"first")
    store.put(NAME, file)
    assert store.find(NAME) == first
    assert not file.closed


def test_what_was_damaged_is_mended(store: Store) -> None:
    _put(store, NAME, b"sound and well")
    _put(store, NAME, b"sound and bell")
    assert _whole(store, NAME) == b"sound and bell"


@pytest.mark.parametrize(
    ("first", "last", "given"),
    [(0, None, b"0123456789"), (3, 5, b"345"), (0, 0, b"0"), (9, 9, b"9"), (4, None, b"456789")],
)
def test_parts(store: Store, first: int, last: int | None, given: bytes) -> None:
    _put(store, NAME, b"0123456789")
    kept = store.find(NAME)
    assert kept is not None
    parts = store.parts(kept, first, last)
    assert (parts.length, b"".join(parts)) == (len(given), given)
    answer = file_answer(kept, "image/png", first=first, last=last)
    assert (answer["Content-Length"], answer.getvalue()) == (str(len(given)), given)


def test_a_large_file_never_lies_in_memory(store: Store) -> None:
    data = random.Random(1).randbytes(LARGE)  # noqa: S311 - no secret
    file = Watched(data)
    store.put("courseware/ef/large", file)
    assert file.most <= 1 << 23
    kept = store.find("courseware/ef/large")
    assert kept is not None
    digest, most = hashlib.sha256(), 0
    for part in store.parts(kept):
        digest.update(part)
        most = max(most, len(part))
    assert (kept.size, most) == (LARGE, 1 << 16)
    assert digest.digest() == hashlib.sha256(data).digest()
    with store.lent(kept) as place:
        assert place.stat().st_size == LARGE
    assert place.exists() is isinstance(store, DiskStore)


@pytest.mark.parametrize("length", [200_000, LARGE])
def test_what_breaks_in_the_middle_leaves_nothing(store: Store, length: int) -> None:
    file = Breaks(bytes(length))
    # An S3 store is told the digest first: the file is read once more.
    file.left = length // 2 if isinstance(store, DiskStore) else length * 3 // 2
    with pytest.raises((OSError, FilesUnavailable)):
        store.put(NAME, file)
    assert store.find(NAME) is None
    assert list(store.everything()) == []


def test_many_who_put_the_same_leave_one_whole_file(store: Store) -> None:
    data = bytes(range(256)) * 2_000

    def put(_number: int) -> bytes:
        _put(store, NAME, data)
        return _whole(store, NAME)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(put, range(16))) == {data}
    assert len(list(store.everything())) == 1


def test_a_reader_who_goes_away_leaves_nothing_open(store: Store) -> None:
    _put(store, NAME, bytes(300_000))
    for _each in range(30):
        kept = store.find(NAME)
        assert kept is not None
        parts = store.parts(kept)
        assert len(next(iter(parts))) == 1 << 16
        parts.close()


def test_a_store_that_is_well_says_nothing(store: Store) -> None:
    store.check()


def test_half_written_files_of_the_killed_are_not_listed(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    _put(store, NAME, b"x")
    (tmp_path / "library" / ".unfinished-abc").write_bytes(b"half")
    (tmp_path / "link").symlink_to(tmp_path / NAME)
    assert [each.name for each in store.everything()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    with pytest.raises(FilesUnavailable, match="cannot be written"):
        DiskStore(tmp_path / "not" / "yet").check()
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.undo()
    with pytest.raises(FilesUnavailable, match="file cannot be written"):
        DiskStore(tmp_path / "file").check()


@pytest.fixture
def wrong(storage_url: str, settings: Any) -> Iterator[Any]:
    """Give a function that leads to another bucket, or to a server that is not there."""

    def lead(**other: str) -> Store:
        address = read_address(storage_url)
        assert address is not None
        told = {name: getattr(address, name) for name in S3Address.__slots__}
        settings.LUBAN_STORAGE = S3Address(**told | other)
        return the_store()

    return iter([lead])


@pytest.mark.parametrize(
    ("other", "why"),
    [("bucket", "404|NoSuchBucket"), ("endpoint", "EndpointConnectionError|ConnectTimeoutError")],
)
def test_a_bucket_that_is_not_there_is_said_and_no_secret_is(
    wrong: Iterator[Any], other: str, why: str
) -> None:
    lead = next(wrong)
    value = "luban-absent" if other == "bucket" else f"http://127.0.0.1:{free_port()}"
    store = lead(**{other: value})

    def put(store: Store, file: IO[bytes]) -> None:
        store.put(NAME, file)

    deeds: list[Any] = [
        store.check,
        lambda: put(store, io.BytesIO(b"x")),
        lambda: list(store.everything()),
    ]
    for deed in deeds:
        with pytest.raises(FilesUnavailable, match=why) as refusal:
            deed()
        assert "secret" not in str(refusal.value)


def test_another_file_than_was_found_is_not_given(storage_url: str, settings: Any) -> None:
    settings.LUBAN_STORAGE = read_address(storage_url)
    store = the_store()
    _put(store, NAME, b"first")
    kept = store.find(NAME)
    assert kept is not None
    _put(store, NAME, b"other")
    with pytest.raises(FilesUnavailable, match=r"412|PreconditionFailed"):
        store.parts(kept)
