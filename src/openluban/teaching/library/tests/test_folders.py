"""Folders that are unfit, and why."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.refusals import Invalid
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import linked
from openluban.teaching.library.tests.make import META, PNG, RU, ZH, bring_in, make_folder

GOOD: dict[str, str | bytes] = {"01-safety.zh.md": ZH, "01-safety.ru.md": RU}


def rules_of(place: Path) -> list[tuple[str, str, int | None]]:
    """Return what refuses a folder: (file, rule, line)."""
    with pytest.raises(FolderRefused) as refused:
        read_folder(place)
    return [(each.field, each.rule, each.row) for each in refused.value.problems]


def test_links_lead_nowhere_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# secret")
    place = make_folder(tmp_path / "in", GOOD)
    (place / "02-x.zh.md").symlink_to(secret)
    (place / "img.png").symlink_to(secret)
    (place / "deep").symlink_to(tmp_path)

    assert sorted(rules_of(place)) == [
        ("02-x.zh.md", "file.link", None),
        ("deep", "file.link", None),
        ("img.png", "file.link", None),
    ]


def test_an_image_that_is_a_link_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    place = make_folder(tmp_path / "in", {"01-a.zh.md": "![x](a.png)"})
    (place / "a.png").symlink_to(secret)

    assert rules_of(place) == [("a.png", "file.link", None)]


def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    os.mkfifo(place / "02-x.zh.md")

    assert rules_of(place) == [("02-x.zh.md", "file.not_plain", None)]


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "02-x.zh.md": "![x](a.png)"})
    for name in ("03-x.zh.md", "a.png"):
        with (place / name).open("wb") as file:
            file.truncate(2**31)

    assert rules_of(place) == [
        ("a.png", "file.too_large", None),
        ("03-x.zh.md", "file.too_large", None),
    ]


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"# a\n\nb\0c", "file.binary", 3),
        ("# 安全\n\n断电".encode("gb18030"), "file.not_utf8", 1),
        ("ok\n\nпитание".encode("cp1251"), "file.not_utf8", 3),
        ("# 安全".encode("utf-16"), "file.not_utf8", 1),
    ],
)
def test_other_encodings_are_refused_with_their_line(
    tmp_path: Path, data: bytes, rule: str, line: int
) -> None:
    place = make_folder(tmp_path / "in", {"01-a.zh.md": data})
    found = rules_of(place)

    assert found[0][0] == "01-a.zh.md"
    assert found[0][1] in {rule, "file.binary"}
    assert found[0][2] == line


def test_two_texts_of_one_unit_in_one_language_are_refused(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {"01-a.zh.md": "x", "02-a.zh-CN.md": "y"})

    assert rules_of(place) == [("02-a.zh-CN.md", "text.twice", None)]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("{\n", "metadata.not_json", 2),
        ("[" * 100_000, "metadata.not_json", 1),
        ("[]", "metadata.not_json", 1),
        ('{"key": "a",\n"path": "/etc"}', "metadata.unknown", 2),
        ('{"key": 5}', "metadata.type", 1),
        ('{"key": "a",\n"name": {"klingon": "x"}}', "metadata.name", 2),
        ('{"name": "x"}', "metadata.name", 1),
    ],
)
def test_faults_of_resource_json_have_line_and_rule(
    tmp_path: Path, text: str, rule: str, line: int
) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "resource.json": text}, meta=None)

    assert rules_of(place) == [("resource.json", rule, line)]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["../../etc", "a/b", "UPPER CASE", "x" * 90])
def test_a_key_that_is_none_is_refused(tmp_path: Path, key: str) -> None:
    place = make_folder(tmp_path / "in", GOOD, meta={**META, "key": key})
    with pytest.raises(Invalid, match="key"):
        bring_in(place)


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    assert rules_of(tmp_path / "none")[0][1] == "folder.unreadable"


def test_images_are_known_by_their_first_bytes() -> None:
    assert image_ending(PNG) == "png"
    assert image_ending(b"<svg>") == image_ending(b"GIF89a") == image_ending(b"") == ""
    assert LARGEST_IMAGE < 10_000_000


@given(st.text("![]()<>#`~-|abc./: \n\tпт传", max_size=200))
def test_any_text_can_be_read_for_its_images(text: str) -> None:
    found = linked(text, lambda _address, _line: "")

    assert found.body == linked(found.body, lambda _address, _line: "").body
