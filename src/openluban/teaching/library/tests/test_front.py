"""Front matter: what is taken from it, what is told, what is none."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.front import front_of
from openluban.teaching.library.models import Resource, Unit, UnitText
from openluban.teaching.library.tests.make import bring_in, make_folder
from openluban.teaching.library.use_cases.import_folder import Wish

TEXT = """---
title: "Safety: first"
lang: ru
weight: 7
license: CC-BY-4.0  # as agreed
tags:
  - safety
  - plc
draft: false
---

Сначала отключите питание.

![](none.png)
"""


def test_plain_values_are_read_and_the_rest_is_told() -> None:
    front = front_of(TEXT)

    assert front.values == {
        "title": "Safety: first",
        "language": "ru",
        "number": "7",
        "rights": "CC-BY-4.0",
    }
    assert [(details["given"], line) for _rule, _words, details, line in front.notes] == [
        ("tags", 6),
        ("draft", 9),
    ]
    assert front.body.splitlines()[11] == "Сначала отключите питание."


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\n---\n\ntext\n",
        "---\n\nA sentence that stands between rules.\n\n---\n",
        "---\ntitle: x\n",
        "---\n---\ntext",
        "---\n" + "a: b\n" * 300 + "---\n",
        "",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert front_of(text).body == text


@given(st.text("-: \n\"'ab[]{}&*!|>#т", max_size=80))
def test_any_text_has_front_matter_or_none(text: str) -> None:
    front = front_of(f"---\n{text}\n---\nend\n")

    assert front.body.endswith("end\n")
    assert set(front.values) <= {"title", "language", "number", "slug", "rights"}


@pytest.mark.parametrize(
    "value", ["!!python/object:os.system", "&a [*a]", "{a: b}", "[1, 2]", "|", "*x", '""']
)
def test_nothing_but_plain_words_is_a_value(value: str) -> None:
    assert front_of(f"---\ntitle: {value}\nlang: ru\n---\nx\n").values == {"language": "ru"}


@pytest.mark.django_db
def test_texts_with_front_matter_become_units(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    files: dict[str, str | bytes] = {"safety.md": TEXT, "README.md": b"\xff\xfe no text"}
    place = make_folder(tmp_path / "in", files, meta=None)
    folder = read_folder(place)

    assert [(note.field, note.rule, note.row) for note in folder.notes] == [
        ("README.md", "file.not_utf8", 1),
        ("safety.md", "front.unknown", 6),
        ("safety.md", "front.unknown", 9),
        ("safety.md", "image.missing", 14),
    ]
    bring_in(place, Wish(resource="plc"))
    text, unit = UnitText.objects.get(), Unit.objects.get()
    assert (text.language, text.title) == ("ru", "Safety: first")
    assert (unit.key, unit.position) == ("plc.safety", 7)
    assert Resource.objects.get().rights == "CC-BY-4.0"
    assert "license" not in text.body


def test_the_name_of_the_file_goes_before_front_matter(tmp_path: Path) -> None:
    folder = read_folder(make_folder(tmp_path / "in", {"02-a.zh.md": TEXT}))

    (text,) = folder.texts
    assert (text.number, text.language) == (2, "zh-hans")


def test_a_title_of_its_own_is_kept(tmp_path: Path) -> None:
    body = "---\ntitle: '# <b>*One*</b>'\n---\n"
    files: dict[str, str | bytes] = {"a.ru.md": f"{body}# Two\n", "b.ru.md": f"{body}text\n"}
    folder = read_folder(make_folder(tmp_path / "in", files))

    assert [text.body.strip().split("\n\n")[0] for text in folder.texts] == [
        "# Two",
        "# \\# \\<b\\>\\*One\\*\\</b\\>",
    ]
