"""Manifests, deltas, paths, travel: decided without database or disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.travel import seconds_over
from openluban.teaching.packs.formats.manifests import read_manifest
from openluban.teaching.packs.formats.unfit import PackUnfit
from openluban.teaching.packs.rules.deltas import applied, difference
from openluban.teaching.packs.rules.manifest import PARTS, Manifest, PackFile, sizes_by_part
from openluban.teaching.packs.rules.paths import fault_of
from openluban.teaching.packs.rules.searching import index_of, pairs_of, pieces_of
from openluban.teaching.packs.rules.wishes import Wish, is_pictures

_PATHS = st.from_regex(r"[a-f]{1,2}(/[a-f]{1,2}){0,2}\.html", fullmatch=True)
_DIGESTS = st.sampled_from(["0" * 64, "1" * 64, "ab" * 32])
_CONTENTS = st.dictionaries(_PATHS, st.tuples(_DIGESTS, st.sampled_from(PARTS)), max_size=8)


def manifest_of(content: dict[str, tuple[str, str]], before: str = "") -> Manifest:
    files = tuple(PackFile(path, 7, *content[path]) for path in sorted(content))
    name = {"en": "A course", "zh-hans": "课程"}
    languages = ("zh-hans", "ru")
    at = "2026-03-01T12:00:00Z"
    return Manifest("course", name, "CC-BY-4.0", "", languages, "all", at, files, before)


@given(_CONTENTS, _CONTENTS)
def test_a_delta_makes_the_old_pack_the_new_one(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]
) -> None:
    before, after = manifest_of(old), manifest_of(new)
    delta = difference(before, after)
    assert applied({path: one[0] for path, one in old.items()}, delta) == {
        path: one[0] for path, one in new.items()
    }
    assert not set(delta.removed) & {file.path for file in delta.travels}
    assert bool(delta) == (
        {p: d for p, (d, _) in old.items()} != {p: d for p, (d, _) in new.items()}
    )


@given(_CONTENTS)
def test_what_is_the_same_does_not_travel(content: dict[str, tuple[str, str]]) -> None:
    assert not difference(manifest_of(content), manifest_of(content))


@given(_CONTENTS)
def test_a_manifest_comes_back_as_it_was_written(content: dict[str, tuple[str, str]]) -> None:
    manifest = manifest_of(content, before=f"sha256:{'0' * 64}")
    assert read_manifest(manifest.written()) == manifest


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_are_taken_for_a_manifest_by_mistake(data: bytes) -> None:
    with pytest.raises(PackUnfit):
        read_manifest(data)


def test_where_a_pack_came_from_does_not_make_it_another() -> None:
    content = {"a.html": ("0" * 64, "text")}
    one, other = manifest_of(content), manifest_of(content, before=f"sha256:{'1' * 64}")
    assert one.digest == other.digest
    assert one.written() != other.written()
    assert manifest_of({"a.html": ("1" * 64, "text")}).digest != one.digest


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("ru/units/one.html", ""),
        ("/etc/passwd", "absolute"),
        ("c:/windows", "absolute"),
        ("\\\\host\\share", "absolute"),
        ("../up.html", "outside"),
        ("a/../../up.html", "outside"),
        ("a\\..\\up.html", "outside"),
        ("a/b\\c", "not_plain"),
        ("A.html", "not_plain"),
        ("a//b", "not_plain"),
        ("", "not_plain"),
        ("./a", "not_plain"),
        (".hidden", "not_plain"),
        ("a.", "not_plain"),
        ("aux.html", "not_plain"),
        ("a/con", "not_plain"),
        ("ab:c", "not_plain"),
        ("урок.html", "not_plain"),
        ("a\0b", "not_plain"),
        ("a/" * 9 + "a", "too_long"),
        ("a" * 241, "too_long"),
    ],
)
def test_names_of_files_are_the_same_on_every_disk(path: str, fault: str) -> None:
    assert fault_of(path) == fault


def test_how_long_it_travels_is_rounded_up() -> None:
    assert seconds_over(0, 64) == 0
    assert seconds_over(1, 64) == 1
    assert seconds_over(8_000, 64) == 1
    assert seconds_over(8_001, 64) == 2
    assert seconds_over(166_000_000_000, 64) == 20_750_000


def test_sizes_are_told_by_part() -> None:
    files = [
        PackFile("a", 3, "", "text"),
        PackFile("b", 4, "", "text"),
        PackFile("c", 5, "", "frame"),
    ]
    assert sizes_by_part(files) == {"text": (2, 7), "frame": (1, 5)}


def test_widths_are_sensible() -> None:
    assert [is_pictures(each) for each in ("all", "none", "480", "64", "4000")] == [True] * 5
    assert [is_pictures(each) for each in ("", "0", "63", "4001", "٤٨٠", "1e3")] == [False] * 6
    assert (Wish((), "480").width, Wish((), "all").width) == (480, 0)


def test_words_for_the_search() -> None:
    assert pieces_of("Ёлка, ДАТЧИК-1 传感器 и接线") == [
        "елка",
        "датчик",
        "1",
        "传感器",
        "и",
        "接线",
    ]
    assert pieces_of("за\u0301мок") == ["замок"]
    assert pairs_of("传感器") == ["传感", "感器"]
    assert pairs_of("线") == ["线"]
    assert index_of(["传感器", "器 Датчики", ""], lambda word: word.rstrip("и")) == {
        "传感": [0],
        "器": [1],
        "датчик": [1],
        "感器": [0],
    }
