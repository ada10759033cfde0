"""Backing up and restoring between a folder of files and an S3 store, as a person does it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from openluban.config.tests.installation import Installation
from tests.harness.site import free_port

PUT = """
from openluban.foundation.files.stores import put_data
put_data("library/ab/abcd.png", b"a picture")
put_data("courseware/cd/cdef", bytes(3_000_000))
"""
TELL = """
from openluban.foundation.files.stores import data_of, the_store
assert data_of("library/ab/abcd.png") == b"a picture"
assert data_of("courseware/cd/cdef") == bytes(3_000_000)
print(*(kept.name for kept in the_store().everything()))
"""
BOTH = "courseware/cd/cdef library/ab/abcd.png\n"


def _python(installation: Installation, code: str) -> str:
    answer = installation.python(code)
    assert answer.status == 0, answer.err
    return answer.out


def _luban(installation: Installation, *words: object) -> None:
    answer = installation.luban(*words)
    assert answer.status == 0, answer.err


def _files(place: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as file:
        return {name: file.read(name) for name in file.namelist() if name.startswith("files/")}


def test_a_backup_moves_an_installation_into_a_bucket_and_out_again(
    filled: Installation, storage_url: str
) -> None:
    folder = filled.home.parent
    _python(filled, PUT)
    _luban(filled, "backup", folder / "disk.zip")
    hub = Installation(folder / "hub", {"STORAGE_URL": storage_url})
    _luban(hub, "restore", folder / "disk.zip")
    assert _python(hub, TELL) == BOTH
    assert list((hub.home / "files").iterdir()) == []
    _luban(hub, "backup", folder / "bucket.zip")
    assert _files(folder / "bucket.zip") == _files(folder / "disk.zip")
    assert len(_files(folder / "bucket.zip")) == 2
    again = Installation(folder / "again")
    _luban(again, "restore", folder / "bucket.zip")
    assert _python(again, TELL) == BOTH


def test_a_bucket_keeps_what_it_has_through_a_restore(
    filled_anew: Callable[[str], Installation], storage_url: str
) -> None:
    first = filled_anew("first")
    _python(first, PUT)
    place = first.home.parent / "first.zip"
    _luban(first, "backup", place)
    hub = Installation(filled_anew("hub").home, {"STORAGE_URL": storage_url})
    own = "from openluban.foundation.files.stores import put_data; put_data('packs/e/e.zip', b'e')"
    _python(hub, own)
    _luban(hub, "restore", place, "--force")
    assert _python(hub, TELL) == BOTH.strip() + " packs/e/e.zip\n"


def test_where_the_store_does_not_answer_nothing_is_restored_nor_half_backed_up(
    filled: Installation, filled_anew: Callable[[str], Installation]
) -> None:
    folder = filled.home.parent
    _python(filled, PUT)
    _luban(filled, "backup", folder / "backup.zip")
    url = f"s3://k:hush@files?endpoint=http://127.0.0.1:{free_port()}"
    hub = Installation(filled_anew("hub").home, {"STORAGE_URL": url})
    before = hub.database.read_bytes()
    for words in (("backup", folder / "half.zip"), ("restore", folder / "backup.zip", "--force")):
        answer = hub.luban(*words)
        assert (answer.status, answer.out) == (2, "")
        assert "The store of files cannot be used now" in answer.err
        assert "hush" not in answer.err
    assert not (folder / "half.zip").exists()
    assert hub.database.read_bytes() == before


def test_an_address_that_cannot_be_understood_is_one_sentence(empty: Installation) -> None:
    answer = Installation(empty.home, {"STORAGE_URL": "https://s3.example/files"}).luban("load")
    assert (answer.status, answer.out) == (2, "")
    assert "STORAGE_URL must begin with s3://" in answer.err
    assert "Traceback" not in answer.err
