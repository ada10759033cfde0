"""Hostile and damaged packs: each gives an error that names the file and the rule."""

import json
import os
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from openluban.foundation.exchange.signing import public_key_text
from openluban.teaching.library.public import Resource
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import check_pack
from openluban.teaching.packs.formats.unfit import PackUnfit
from openluban.teaching.packs.rules.manifest import Manifest
from openluban.teaching.packs.tests.make import (
    BOTH,
    foldered,
    make_course,
    make_delta,
    rezipped,
    signed,
    zipped,
)

pytestmark = pytest.mark.django_db
PAGE = "ru/units/sorter.sensors.html"


class Pack:
    """A pack to be damaged."""

    def __init__(self, built: Built, folder: Path) -> None:
        self.built, self.folder = built, folder
        self.zip = zipped(built, folder / "pack.zip")

    def with_files(self, **changed: bytes | None) -> Path:
        """Return the pack with files changed; ``PAGE`` and the like by name."""
        return self.with_all({name.replace("__", "."): data for name, data in changed.items()})

    def with_all(self, changed: dict[str, bytes | None]) -> Path:
        """Return the pack with files changed, added or (None) left out."""
        return rezipped(self.zip, self.folder / "damaged.zip", changed)

    def with_entry(self, entry: zipfile.ZipInfo, data: bytes = b"x") -> Path:
        """Return the pack with one entry more, as hostile as it is."""
        place = self.with_all({})
        with warnings.catch_warnings(), zipfile.ZipFile(place, "a") as made:
            warnings.simplefilter("ignore")
            made.writestr(entry, data, entry.compress_type)
        return place

    def with_manifest(self, change: Callable[[dict[str, object]], object]) -> Path:
        """Return the pack with a manifest that was changed and signed anew by somebody."""
        plain = json.loads(self.built.manifest.written())
        change(plain)
        return self.with_all(dict(signed(plain)))


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(built_pack(make_course(tmp_path / "material"), BOTH), tmp_path)


def faults(place: Path, key: str = "") -> set[tuple[str, str]]:
    """Return (file, rule) of everything that is wrong."""
    with pytest.raises(PackUnfit) as refusal:
        check_pack(place, key=key)
    assert all(str(each) for each in refusal.value.problems)
    return {(each.field, each.rule) for each in refusal.value.problems}


def entry(name: str, mode: int = 0o100644, kind: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """Return an entry of a zip."""
    made = zipfile.ZipInfo(name)
    made.external_attr, made.compress_type = mode << 16, kind
    return made


def test_a_sound_pack_is_sound(pack: Pack) -> None:
    checked = check_pack(pack.zip, key=public_key_text())
    assert (checked.files, checked.problems) == (len(pack.built.files), [])


def test_no_zip_and_nothing_at_all(tmp_path: Path) -> None:
    place = tmp_path / "pack.zip"
    place.write_bytes(b"PK\x03\x04 nonsense")
    assert faults(place) == {("pack.zip", "pack.not_zip")}
    assert faults(tmp_path / "none.zip") == {("none.zip", "pack.unreadable")}


def test_a_zip_that_is_cut_off(pack: Pack) -> None:
    data = pack.zip.read_bytes()
    pack.zip.write_bytes(data[: len(data) // 2])
    assert faults(pack.zip) == {("pack.zip", "pack.not_zip")}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("../outside.html", "outside"),
        ("ru/../../outside.html", "outside"),
        ("/etc/cron.d/job", "absolute"),
        ("c:/autoexec.bat", "absolute"),
        ("ru\\..\\outside.html", "outside"),
        ("ru/УРОК.html", "not_plain"),
        ("a/" * 20 + "deep.html", "too_long"),
    ],
)
def test_names_that_lead_elsewhere(pack: Pack, name: str, rule: str) -> None:
    assert faults(pack.with_entry(entry(name))) == {(name, f"pack.{rule}")}


def test_links_in_a_zip(pack: Pack) -> None:
    place = pack.with_entry(entry("ru/link.html", stat.S_IFLNK | 0o777), b"/etc/passwd")
    assert faults(place) == {("ru/link.html", "pack.link")}


def test_a_name_twice_and_names_that_only_capitals_tell_apart(pack: Pack) -> None:
    assert faults(pack.with_entry(entry(PAGE))) == {(PAGE, "pack.twice")}
    capital = PAGE.replace("ru/", "RU/")
    assert faults(pack.with_entry(entry(capital))) == {(capital, "pack.case")}


def test_a_bomb(pack: Pack) -> None:
    bomb = entry("ru/bomb.html", kind=zipfile.ZIP_DEFLATED)
    assert faults(pack.with_entry(bomb, b"0" * 50_000_000)) == {("ru/bomb.html", "pack.bomb")}


def test_a_file_larger_than_the_manifest_says_is_not_read_to_its_end(pack: Pack) -> None:
    data = pack.built.contents[PAGE] + os.urandom(2_000_000)
    assert faults(pack.with_all({PAGE: data})) == {(PAGE, "pack.too_large")}


def test_a_way_of_packing_that_is_not_read_and_an_encrypted_file(pack: Pack) -> None:
    place = pack.with_entry(entry("ru/x.html", kind=zipfile.ZIP_LZMA))
    assert faults(place) == {("ru/x.html", "pack.packed")}
    place = pack.with_entry(entry("ru/x.html"))
    data = bytearray(place.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    place.write_bytes(data)
    assert faults(place) == {("ru/x.html", "pack.encrypted")}


def test_files_altered_cut_off_missing_and_added(pack: Pack) -> None:
    data = pack.built.contents[PAGE]
    assert faults(pack.with_all({PAGE: data[:-1] + b"!"})) == {(PAGE, "pack.altered")}
    assert faults(pack.with_all({PAGE: data[:-9]})) == {(PAGE, "pack.cut_off")}
    assert faults(pack.with_all({PAGE: None, "index.html": None})) == {
        (PAGE, "pack.missing"),
        ("index.html", "pack.missing"),
    }
    assert faults(pack.with_all({"ru/more.html": b"<p>"})) == {("ru/more.html", "pack.stray")}


def test_bytes_damaged_on_the_way(pack: Pack) -> None:
    data = bytearray(pack.zip.read_bytes())
    with zipfile.ZipFile(pack.zip) as file:
        place = file.getinfo(PAGE).header_offset + 200
    data[place : place + 20] = b"\xff" * 20
    pack.zip.write_bytes(data)
    assert faults(pack.zip) <= {(PAGE, "pack.damaged"), (PAGE, "pack.altered")}


def test_manifests_that_are_none(pack: Pack) -> None:
    for data, rule in (
        (b"{", "not_json"),
        (b"[]", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"format": NaN}', "not_json"),
        (b'{"format": 1, "format": 2}', "not_json"),
        (b"{}", "other_format"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "too_deep"),
        (os.urandom(8_000_001).hex().encode(), "too_large"),
    ):
        assert faults(pack.with_all({"manifest.json": data})) == {
            ("manifest.json", f"pack.{rule}")
        }, data[:20]
    assert faults(pack.with_all({"manifest.json": None})) == {("manifest.json", "pack.missing")}


def test_manifests_that_hold_what_none_may_hold(pack: Pack) -> None:
    def put(name: str, value: object) -> Callable[[dict[str, object]], object]:
        return lambda plain: plain.__setitem__(name, value)

    bad = ("manifest.json", "pack.bad_manifest")
    for name, value in (
        ("files", 7),
        ("files", [7]),
        ("files", [{"path": "a.html", "size": -1, "sha256": "0" * 64, "part": "text"}]),
        ("files", [{"path": "a.html", "size": True, "sha256": "0" * 64, "part": "text"}]),
        ("files", [{"path": "a.html", "size": 1, "sha256": "0", "part": "text"}]),
        ("files", [{"path": "a.html", "size": 1, "sha256": "0" * 64, "part": "virus"}]),
        ("resource", None),
        ("languages", []),
        ("pictures", "huge"),
        ("before", "latest"),
        ("as_at", 5),
    ):
        assert faults(pack.with_manifest(put(name, value))) == {bad}, name


def test_a_manifest_that_leads_elsewhere_or_names_a_file_twice(pack: Pack) -> None:
    def listed(path: str) -> Callable[[dict[str, object]], object]:
        row = {"path": path, "size": 1, "sha256": "0" * 64, "part": "text"}
        return lambda plain: plain.__setitem__("files", [row, row])

    assert faults(pack.with_manifest(listed("../a"))) == {("../a", "pack.outside")}
    assert faults(pack.with_manifest(listed("a.html"))) == {("a.html", "pack.twice")}
    assert faults(pack.with_manifest(listed("delta.json"))) == {("delta.json", "pack.reserved")}


def test_a_manifest_altered_after_it_was_signed(pack: Pack) -> None:
    altered = pack.built.manifest.written().replace(b"CC-BY-4.0", b"CC-BY-3.0")
    assert faults(pack.with_all({"manifest.json": altered})) == {("manifest.json", "pack.altered")}
    plain = pack.built.manifest
    other = Manifest(**{name: getattr(plain, name) for name in plain.__slots__} | {"rights": "MIT"})
    assert faults(pack.with_all({"manifest.json": other.written()})) == {
        ("signature.json", "pack.bad_signature")
    }


def test_signatures_missing_empty_or_by_somebody_else(pack: Pack) -> None:
    name = "signature.json"
    assert faults(pack.with_all({name: None})) == {(name, "pack.missing")}
    assert faults(pack.with_all({name: b"{}"})) == {(name, "pack.bad_note")}
    nonsense = b'{"public_key": "AAAA", "signature": "!!"}'
    assert faults(pack.with_all({name: nonsense})) == {(name, "pack.bad_signature")}
    strange = pack.with_all(dict(signed(pack.built.manifest)))
    assert faults(strange, public_key_text()) == {(name, "pack.other_key")}
    assert check_pack(strange).envelope.public_key != public_key_text()


def test_a_delta_is_told_from_a_pack_that_lost_files(pack: Pack, tmp_path: Path) -> None:
    note = b'{"since": "sha256:0", "to": "sha256:1"}'
    assert faults(pack.with_all({"delta.json": note, PAGE: None})) == {
        ("delta.json", "pack.bad_delta")
    }
    _folder, delta, _new = make_delta(tmp_path, Resource.objects.get(key="sorter"))
    assert check_pack(delta).envelope.is_delta
    assert faults(rezipped(delta, tmp_path / "bare.zip", {"delta.json": None})) > {
        ("pack.css", "pack.missing")
    }


def test_folders_with_links_pipes_and_strangers(pack: Pack, tmp_path: Path) -> None:
    folder = foldered(pack.built, tmp_path / "folder")
    (folder / ".DS_Store").write_bytes(b"not looked at")
    assert check_pack(folder).files == len(pack.built.files)
    (folder / "ru" / "more.html").write_text("<p>")
    assert faults(folder) == {("ru/more.html", "pack.stray")}
    (folder / "ru" / "more.html").unlink()
    (folder / "ru" / "link.html").symlink_to("/etc/passwd")
    (folder / "elsewhere").symlink_to("/")
    os.mkfifo(folder / "pipe")
    assert faults(folder) == {
        ("ru/link.html", "pack.link"),
        ("elsewhere", "pack.link"),
        ("pipe", "pack.not_plain"),
    }
