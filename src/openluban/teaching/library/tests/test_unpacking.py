"""Zips of folders: unpacked into one place, or refused in clear words."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.unpacking import unpack
from openluban.teaching.library.tests.made_files import zipped


def _link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        entry = zipfile.ZipInfo("a.en.md")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return made.getvalue()


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a link": (_link, "zip.unsafe_path"),
    "leads out": (lambda: zipped({"../a.en.md": "x"}), "zip.unsafe_path"),
    "absolute": (lambda: zipped({"/a.en.md": "x"}), "zip.unsafe_path"),
    "drive": (lambda: zipped({"C:/a.en.md": "x"}), "zip.unsafe_path"),
    "control signs": (lambda: zipped({"a\x1b[31m.en.md": "x"}), "zip.unsafe_path"),
    "long name": (lambda: zipped({"a" * 300 + ".md": "x"}), "zip.unsafe_path"),
    "deep": (lambda: zipped({"a/" * 20 + "a.md": "x"}), "zip.unsafe_path"),
    "file and folder": (lambda: zipped({"a": "x", "a/b.md": "y"}), "zip.unsafe_path"),
    "unfolds": (lambda: zipped({"a.en.md": b"\0" * 300_000_000}), "zip.zip_bomb"),
    "too many": (lambda: zipped({f"{n}.md": "" for n in range(5_001)}), "zip.too_many_members"),
    "cut off": (lambda: zipped({"a.en.md": "x"})[:-10], "zip.damaged_archive"),
    "none": (lambda: b"Rar!\x1a\x07\x00" * 9, "zip.damaged_archive"),
}


@pytest.mark.parametrize("case", ZIPS)
def test_an_unsound_zip_is_refused_and_leaves_nothing_outside(case: str, tmp_path: Path) -> None:
    make, rule = ZIPS[case]
    place = tmp_path / "in" / "deep"
    place.mkdir(parents=True)
    with pytest.raises(Unfit) as caught:
        unpack(make(), "a.zip", place)
    assert caught.value.problem.rule == rule
    assert list((tmp_path / "in").iterdir()) == [place]


def test_a_zip_in_a_zip_stays_closed(tmp_path: Path) -> None:
    nested = zipped({"a.en.md": "# A\n", "b.zip": zipped({"c.en.md": "# C\n"}), ".x/d.md": "x"})
    folder = read_folder(unpack(nested, "a.zip", tmp_path))
    assert [text.file for text in folder.texts] == ["a.en.md"]
    assert [note.rule for note in folder.notes] == ["file.unused"]


@pytest.mark.parametrize(
    ("name", "codec"),
    [("安全操作规程.zh.md", "gb18030"), ("Учебник токаря.ru.md", "cp866"), ("安全.zh.md", "utf-8")],
)
def test_names_in_the_code_page_of_a_country_are_read(
    name: str, codec: str, tmp_path: Path
) -> None:
    stand_in = "x" * len(name.encode(codec))
    data = zipped({stand_in: "# A\n"}).replace(stand_in.encode(), name.encode(codec))
    assert [each.name for each in unpack(data, "a.zip", tmp_path).iterdir()] == [name]


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=60)
def test_fuzz_a_damaged_zip_is_unpacked_or_refused(noise: bytes, at: int) -> None:

    sound = zipped({"a.en.md": "# A\n", "b/c.png": "x" * 50})
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "in").mkdir()
        try:
            unpack(sound[:at] + noise + sound[at + len(noise) :], "a.zip", Path(place) / "in")
        except Unfit as fault:
            assert fault.problem.rule.startswith("zip.")  # noqa: PT017
        assert [each.name for each in Path(place).iterdir()] == ["in"]
