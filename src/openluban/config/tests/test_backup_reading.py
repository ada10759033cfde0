"""A backup is hostile until every byte of it has been checked."""

import contextlib
import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.config.backups.flaws import Damaged, Flaw
from openluban.config.backups.manifest import FORM, is_safe_name, read_manifest
from openluban.config.backups.reading import opened

TABLE = "tables/places.country.jsonl"
GOOD = {
    TABLE: b'[1,"kz"]\n',
    "secret-key": b"secret",
    "keys/site.pem": b"key",
    "files/a/b.pdf": b"%",
}


def _manifest(contents: dict[str, bytes], **changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "form": FORM,
        "made_at": "2026-03-01T12:00:00+00:00",
        "version": "0.1.0",
        "database": "sqlite",
        "migrations": [["places", "0001_initial"]],
        "tables": [{"model": "places.country", "columns": ["id", "key"], "rows": 1}],
        "members": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in contents.items()
        },
    }
    return plain | changed


def _packed(place: Path, members: dict[str, bytes], manifest: dict[str, Any] | bytes) -> Path:
    data = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (*members.items(), ("manifest.json", data)):
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return place


def _flaw(place: Path) -> Flaw:
    with place.open("rb") as raw, pytest.raises(Damaged) as refused, opened(raw, into=place.parent):
        pytest.fail("it was let in")
    return refused.value.flaw


def test_a_good_one_is_let_in(tmp_path: Path) -> None:
    place = _packed(tmp_path / "b.zip", GOOD, _manifest(GOOD))
    with place.open("rb") as raw, opened(raw, into=tmp_path) as backup:
        assert list(backup.lines(TABLE)) == [GOOD[TABLE]]
        assert backup.text("secret-key") == b"secret"
        assert backup.manifest.tables[0].columns == ("id", "key")


CHANGED: dict[str, tuple[Flaw, Callable[[dict[str, bytes]], dict[str, bytes]]]] = {
    "other bytes": (Flaw.CHANGED, lambda good: good | {"secret-key": b"secreT"}),
    "fewer bytes": (Flaw.CHANGED, lambda good: good | {"secret-key": b"secre"}),
    "more bytes": (Flaw.CHANGED, lambda good: good | {"secret-key": b"secrets"}),
    "one more": (Flaw.UNLISTED, lambda good: good | {"files/more": b""}),
    "one more, up": (Flaw.UNLISTED, lambda good: good | {"../../etc/cron.d/x": b"* * * * *"}),
    "one less": (Flaw.MISSING, lambda good: {"secret-key": good["secret-key"]}),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_not_as_listed_is_refused(tmp_path: Path, what: str) -> None:
    flaw, change = CHANGED[what]
    assert _flaw(_packed(tmp_path / "b.zip", change(GOOD), _manifest(GOOD))) == flaw


@pytest.mark.parametrize(
    "name",
    [
        "../up", "/etc/passwd", "files/../../up", "files//x", "files/", "files/..", "keys/../x",
        "keys/.hidden", "keys/a/b", "files/a\\..\\b", "luban.sqlite3", "secret-key/x",
        "tables/a.b.jsonl/../../x", "tables/A.b.jsonl", "files/\x00", "files/\n", "FILES/x", "",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert not is_safe_name(name)
    members = GOOD | {name: b"x"}
    if "\x00" not in name:
        assert _flaw(_packed(tmp_path / "b.zip", members, _manifest(members))) in {
            Flaw.FORBIDDEN_NAME,
            Flaw.LINK,
            Flaw.NO_ARCHIVE,
        }


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_only_plain_files_are_let_in(tmp_path: Path, kind: int) -> None:
    place = tmp_path / "b.zip"
    with zipfile.ZipFile(place, "w") as file:
        about = zipfile.ZipInfo("files/link")
        about.external_attr = (kind | 0o777) << 16
        file.writestr(about, "/etc")
        file.writestr("manifest.json", json.dumps(_manifest(GOOD)))
    assert _flaw(place) == Flaw.LINK


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "b.zip"
    with zipfile.ZipFile(place, "w") as file:
        file.writestr("secret-key", b"secret")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("secret-key", b"other")
        file.writestr("manifest.json", json.dumps(_manifest(GOOD)))
    assert _flaw(place) == Flaw.LINK


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    members = GOOD | {"files/zeros": bytes(60_000_000)}
    assert _flaw(_packed(tmp_path / "b.zip", members, _manifest(members))) == Flaw.BOMB


def test_what_there_is_no_room_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _packed(tmp_path / "b.zip", GOOD, _manifest(GOOD))
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("shutil.disk_usage", lambda _place: usage)
    assert _flaw(place) == Flaw.NO_ROOM


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"<html>", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    assert _flaw(tmp_path / "b.zip") == Flaw.NO_ARCHIVE


def test_an_archive_without_a_list_of_contents_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        file.writestr("secret-key", b"secret")
    assert _flaw(tmp_path / "b.zip") == Flaw.NO_ARCHIVE


@given(cut=st.integers(0, 2_000), flip=st.integers(0, 2_000))
def test_a_damaged_archive_is_refused_or_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int
) -> None:
    """A flipped bit may lie where it means nothing (a day in a header), never in what is kept."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in GOOD.items():
            file.writestr(name, content)
        file.writestr("manifest.json", json.dumps(_manifest(GOOD)))
    data = bytearray(buffer.getvalue())
    data[flip % len(data)] ^= 0x10
    del data[len(data) - cut % 20 :]
    place = tmp_path_factory.getbasetemp() / "damaged.zip"
    place.write_bytes(data)
    try:
        with place.open("rb") as raw, opened(raw, into=place.parent) as backup:
            assert {name: backup.text(name) for name in GOOD} == GOOD
    except Damaged:
        pass


WRONG: dict[str, tuple[Flaw, dict[str, Any]]] = {
    "another form": (Flaw.OTHER_FORM, {"form": "openluban-backup/2"}),
    "no tables": (Flaw.CONTRADICTION, {"tables": []}),
    "tables that are text": (Flaw.MANIFEST, {"tables": "places.country"}),
    "migrations that are no pairs": (Flaw.MANIFEST, {"migrations": [["a", "b", "c"]]}),
    "members without digest": (Flaw.MANIFEST, {"members": {"secret-key": {"size": 1}}}),
    "a negative size": (
        Flaw.MANIFEST,
        {"members": {"secret-key": {"size": -1, "sha256": "0" * 64}}},
    ),
    "no secret": (Flaw.CONTRADICTION, {"members": {}, "tables": []}),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_list_of_contents_that_is_wrong_is_refused(what: str) -> None:
    flaw, changed = WRONG[what]
    with pytest.raises(Damaged) as refused:
        read_manifest(json.dumps(_manifest(GOOD, **changed)).encode())
    assert refused.value.flaw == flaw


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([*_manifest(GOOD), "size"])


@given(st.dictionaries(NAMES, JSON))
def test_any_list_of_contents_is_read_or_refused(changed: dict[str, Any]) -> None:
    with contextlib.suppress(Damaged):
        read_manifest(json.dumps(_manifest(GOOD) | changed).encode())


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        read_manifest(data)
