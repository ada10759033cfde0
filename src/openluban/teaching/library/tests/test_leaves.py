"""Loose leaves: numbers for good, what is exchanged, the page and the files."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from openluban.teaching.library.leaves import Leaf, Section, exchanged, leaves_of
from openluban.teaching.library.markup.sections import stretches_of
from openluban.teaching.library.tests.make import RU, ZH, make_text, make_unit

UNIT = "/units/sorter.safety/"
WORDS = st.lists(st.sampled_from("abcdefghij"), max_size=6, unique=True)


def sections(*words: str) -> list[Section]:
    """Make a section for each word: ``"b*"`` is b with another body."""
    return [Section(word[0], (word[0], word)) for word in words]


def labels(leaves: list[Leaf]) -> list[str]:
    return [leaf.label for leaf in leaves]


def test_leaves_keep_their_numbers_and_new_ones_lie_between() -> None:
    found = leaves_of(
        [
            (1, sections("a", "b", "c")),
            (2, sections("a", "x", "b*", "c")),
            (4, sections("a", "x", "y", "c", "z")),
            (5, sections("w", "a", "v", "x", "c")),
        ]
    )

    assert labels(found[1]) == ["1", "2", "3"]
    assert labels(found[2]) == ["1", "1.1", "2", "3"]
    assert labels(found[4]) == ["1", "1.1", "1.2", "3", "4"]
    assert labels(found[5]) == ["0.1", "1", "1.0.1", "1.1", "3"]
    assert [leaf.version for leaf in found[2]] == [1, 2, 2, 1]


def test_the_sheet_says_what_to_take_out_and_put_in() -> None:
    found = leaves_of([(1, sections("a", "b", "c")), (3, sections("a*", "c", "d"))])
    lines = [
        (each.label, each.take_out and each.take_out.version, each.put_in and each.put_in.version)
        for each in exchanged(found[1], found[3])
    ]

    assert lines == [("1", 1, 3), ("2", 1, None), ("4", None, 3)]
    assert [each.take_out for each in exchanged([], found[3])] == [None, None, None]
    assert exchanged(found[3], found[3]) == []


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_numbers_rise_and_none_is_given_twice(editions: list[list[str]]) -> None:
    found = leaves_of([(place, sections(*words)) for place, words in enumerate(editions, 1)])
    ever: dict[tuple[int, ...], int] = {}
    before: set[tuple[int, ...]] = set()
    for version, leaves in found.items():
        numbers = [leaf.number for leaf in leaves]
        assert numbers == sorted(set(numbers))
        for leaf in leaves:
            first = ever.setdefault(leaf.number, version)
            assert first == version or leaf.number in before
        before = set(numbers)


@given(WORDS, WORDS)
def test_whoever_exchanges_holds_the_new_version(one: list[str], other: list[str]) -> None:
    found = leaves_of([(1, sections(*one)), (2, sections(*other))])
    folder = {leaf.number: leaf.version for leaf in found[1]}
    for each in exchanged(found[1], found[2]):
        if each.take_out:
            del folder[each.take_out.number]
        if each.put_in:
            folder[each.put_in.number] = each.put_in.version

    assert folder == {leaf.number: leaf.version for leaf in found[2]}


def test_a_text_is_cut_at_its_headings_of_the_second_level() -> None:
    body = "# T\n\n## A\n\na\n\n### deep\n\nb\n\n## B\n\n> ## quoted\n\n---\n\n## C\n"
    found = [stretch.section for stretch in stretches_of(body)]

    assert [each.title for each in found] == ["A", "B", "C"]
    assert [len(each.digests) for each in found] == [5, 2, 1]


FIRST = f"{ZH}\n## 运行\n\n启动。\n\n## 停机\n\n停止。\n"
SECOND = FIRST.replace("启动。", "先检查。\n\n启动。") + "\n## 上锁\n\n锁好。\n"


@pytest.fixture
def published(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    unit = make_unit()
    make_text(unit, body=FIRST, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    make_text(unit, body=FIRST + "\n草稿\n")
    make_text(unit, body=SECOND, is_published=True)


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


@pytest.mark.usefixtures("published")
def test_the_page_shows_only_the_leaves_that_changed() -> None:
    shown = page(f"{UNIT}leaves/zh-hans/1/3/")

    assert "From version 1 to version 3." in shown
    assert "先检查。" in shown
    assert "锁好。" in shown
    assert "停止。" not in shown
    assert "先断电。" not in shown
    assert shown.count('class="leaf"') == 2
    assert f'href="{UNIT}leaves/zh-hans/0/3/"' in shown
    assert "先断电。" in page(f"{UNIT}leaves/zh-hans/0/3/")
    assert f'href="{UNIT}leaves/zh-hans/1/3/"' in page(f"{UNIT}versions/zh-hans/")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "span", ["zh-hans/1/2", "zh-hans/2/3", "zh-hans/3/3", "zh-hans/3/1", "kk/0/1"]
)
def test_there_are_no_leaves_of_drafts_nor_backwards(span: str) -> None:
    assert Client().get(f"{UNIT}leaves/{span}/").status_code == 404
    assert Client().get(f"{UNIT}leaves/{span}/leaves.pdf").status_code == 404


@pytest.mark.usefixtures("published")
def test_the_page_asks_few_queries() -> None:
    Client().get(f"{UNIT}leaves/zh-hans/1/3/")
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"{UNIT}leaves/zh-hans/1/3/")
    assert len(asked) <= 12


def pdf_pages(address: str) -> list[str]:
    if not any(Path(settings.LUBAN_FONTS).glob("*SC*Regular*")):
        pytest.skip("the fonts of PDF files are not here; make fonts fetches them")
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    return [re.sub(r"\s+", "", each.extract_text()) for each in pages]


@pytest.mark.usefixtures("published")
def test_the_printer_gets_the_sheet_and_each_leaf_on_paper_of_its_own() -> None:
    pages = pdf_pages(f"{UNIT}leaves/zh-hans/1/3/leaves.pdf")

    assert "1-2" in pages[0]
    assert "1-4" in pages[0]
    assert "先检查" in pages[2]
    assert "锁好" in pages[4]
    assert not any("停止" in each for each in pages)


@pytest.mark.usefixtures("published")
def test_a_version_goes_out_as_a_file_that_says_how_it_stands() -> None:
    pages = pdf_pages(f"{UNIT}versions/ru/1/unit.pdf")
    assert "Сначалаотключитепитание." in pages[0]
    response = Client().get(f"{UNIT}versions/ru/1/unit.docx")
    words = [each.text for each in docx.Document(BytesIO(response.content)).paragraphs]

    assert words[0] == "Безопасность"
    assert words.count("Безопасность") == 1
    assert "Сначала отключите питание." in words
    assert any("CC-BY-4.0" in each and "/versions/ru/1/" in each for each in words)
    assert 'filename="sorter.safety-ru-1.docx"' in response["Content-Disposition"]


@pytest.mark.usefixtures("published")
def test_a_file_of_a_stale_translation_says_so() -> None:
    unit_text = SECOND.replace("先断电。", "先断气。")
    unit = Client().get(f"{UNIT}read/").context["unit"]
    make_text(unit, body=unit_text, is_published=True)
    response = Client().get(
        f"{UNIT}versions/ru/1/unit.docx", headers={"accept-language": "zh-hans"}
    )
    word = docx.Document(BytesIO(response.content))
    quotes = [each.text for each in word.paragraphs if each.style and each.style.name == "Quote"]

    assert len(quotes) == 1
    assert "8" in quotes[0]  # one changed, seven that nobody has translated


@pytest.mark.usefixtures("published")
def test_two_languages_go_out_side_by_side() -> None:
    pages = pdf_pages(f"{UNIT}beside/zh-hans/ru/unit.pdf")
    assert "先断电。" in pages[0]
    assert "Сначалаотключитепитание." in pages[0]
    response = Client().get(f"{UNIT}beside/zh-hans/ru/unit.docx")
    (table,) = docx.Document(BytesIO(response.content)).tables

    assert [cell.text for cell in table.rows[2].cells] == ["先断电。", "Сначала отключите питание."]
    assert Client().get(f"{UNIT}beside/ru/ru/unit.pdf").status_code == 404
    assert Client().get(f"{UNIT}beside/ru/kk/unit.pdf").status_code == 404


@pytest.mark.usefixtures("published")
def test_drafts_and_unknown_kinds_do_not_go_out() -> None:
    assert Client().get(f"{UNIT}versions/zh-hans/2/unit.pdf").status_code == 404
    assert Client().get(f"{UNIT}versions/zh-hans/1/unit.exe").status_code == 404


@pytest.mark.usefixtures("published")
def test_without_fonts_there_is_a_page_that_says_so(settings: Any, tmp_path: Path) -> None:
    settings.LUBAN_FONTS = tmp_path
    response = Client().get(f"{UNIT}versions/ru/1/unit.pdf")

    assert response.status_code == 409
    assert "No PDF file here" in response.content.decode()
