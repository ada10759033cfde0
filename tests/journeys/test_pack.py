"""A pack opened from a disk: read, searched and judged, and nothing asks any other computer."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from openluban.teaching.packs.rules.searching import pieces_of
from openluban.teaching.terms.rules.stems import stem
from tests.harness import forking
from tests.harness.browser import (
    NARROW,
    Visitor,
    axe_violations,
    visiting,
)
from tests.harness.environment import REPOSITORY
from tests.harness.playing import PLAY
from tests.harness.templates import copy_tables

pytestmark = pytest.mark.browser
COURSE = "conveyor-sorter"
PAGES = (
    "index.html",
    "{language}/index.html",
    "{language}/glossary.html",
    "{language}/about.html",
    "{language}/search.html?q={question}",
    f"{{language}}/units/{COURSE}.sensors-and-wiring.html",
    f"{{language}}/beside/{{other}}/{COURSE}.safety-and-first-run.html",
)
WORDS = (
    *("датчик", "датчика", "датчиками", "датчиков", "станок", "станка", "палец", "пальца", "объём"),
    *("ёмкость", "кнопкой", "вал", "безопасность", "двигателями", "съёмный", "ЧПУ", "24В", "PLC"),
    *("sensor", "sensors", "batteries", "buses", "class", "axis", "boxes", "ties"),
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the course of the demonstration as a pack into a folder, in a process of its own."""
    place = tmp_path_factory.mktemp("pack")
    copy_tables(place / "luban.sqlite3")
    own = {"LUBAN_HOME": str(place), "DATABASE_URL": f"sqlite:///{place}/luban.sqlite3"}
    words = ["-m", "tests.harness.packing", "demonstrate", str(place / "pack")]
    made = forking.start(forking.Wish(words, os.environ | own, str(REPOSITORY)))
    said, _nothing = made.communicate(120)
    assert made.wait() == 0, said
    return place / "pack"


@pytest.fixture(scope="module")
def film_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the film of the demonstration as a pack into a folder, in a process of its own."""
    place = tmp_path_factory.mktemp("film")
    copy_tables(place / "luban.sqlite3")
    own = {"LUBAN_HOME": str(place), "DATABASE_URL": f"sqlite:///{place}/luban.sqlite3"}
    words = ["-m", "tests.harness.packing", "film", str(place / "pack")]
    made = forking.start(forking.Wish(words, os.environ | own, str(REPOSITORY)))
    said, _nothing = made.communicate(120)
    assert made.wait() == 0, said
    return place / "pack"


class Reader:
    """Somebody who opens pages of a pack; what is asked and what goes wrong is kept."""

    def __init__(self, page: Page, pack: Path) -> None:
        self.page, self.pack = page, pack
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, path: str) -> None:
        """Open a page of the pack from the disk."""
        self.page.goto(f"file://{self.pack}/{path}")

    def results(self) -> list[str]:
        """Return what the search has found, as text."""
        return self.page.locator("#results > li").all_text_contents()


@pytest.fixture
def reader(pack: Path, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Open a browser; at the end nothing but files may have been asked for."""
    visitor = Visitor(scripts=getattr(request, "param", True))
    with visiting(browser, visitor) as page:
        found = Reader(page, pack)
        yield found
    assert [address for address in found.asked if not address.startswith("file://")] == []
    assert found.asked
    assert found.faults == []


def test_every_kind_of_page_fits_and_all_can_use_it(reader: Reader, axe: str) -> None:
    wrong = []
    for language, other, question in (("zh-hans", "ru", "传感器"), ("ru", "zh-hans", "датчик")):
        for path in PAGES:
            reader.open(path.format(language=language, other=other, question=question))
            assert reader.faults == []
            reader.page.set_viewport_size({"width": NARROW, "height": 780})
            wrong += [f"{path} {fault}" for fault in axe_violations(reader.page)]
            width = reader.page.evaluate("document.scrollingElement.scrollWidth")
            wrong += [f"{path} is {width} px wide"] if width > NARROW else []
            reader.page.emulate_media(color_scheme="dark")
            wrong += [
                f"{path} dark {fault}" for fault in axe_violations(reader.page, "color-contrast")
            ]
            reader.page.emulate_media(color_scheme="light")
            # axe-core asks for the style sheet once more, which the policy rightly refuses.
            reader.faults.clear()
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "question", "found"),
    [
        ("zh-hans", "传感器", "传感器"),
        ("zh-hans", "传感", "传感器"),
        ("zh-hans", "датчик", "Датчик"),
        ("ru", "датчик", "Датчик"),
        ("ru", "ДАТЧИКАМИ", "Датчик"),
        ("ru", "датч", "Датчик"),
        ("ru", "дачик", "Датчик"),
        ("ru", "传感器", "传感器"),
    ],
)
def test_the_search_finds_forms_beginnings_and_slips(
    reader: Reader, language: str, question: str, found: str
) -> None:
    reader.open(f"{language}/index.html")
    reader.page.locator("input[name=q]").fill(question)
    reader.page.locator("input[name=q]").press("Enter")
    reader.page.wait_for_selector("#results > li")
    results = reader.results()
    assert found.lower() in " ".join(results).lower()
    first = reader.page.locator("#results > li a").first
    first.click()
    reader.page.wait_for_load_state()
    assert "/search.html" not in reader.page.url


def test_what_is_not_there_is_not_found_and_nothing_is_run(reader: Reader) -> None:
    for question in ("жираф", "长颈鹿", "<img src=x onerror=alert(1)>", "%", "a" * 200):
        reader.open("ru/search.html")
        reader.page.locator("input[name=q]").fill(question)
        reader.page.locator("input[name=q]").press("Enter")
        reader.page.wait_for_selector("#none:visible")
        assert reader.results() == []


def test_the_script_cuts_words_as_the_index_does(reader: Reader) -> None:
    reader.open("ru/search.html")
    for language in ("ru", "en", "zh-hans", "kk"):
        ours = [[stem(piece, language) for piece in pieces_of(word)] for word in WORDS]
        theirs = reader.page.evaluate(
            "([words, language]) => words.map(word =>"
            " lubanPack.pieces(word).map(piece => lubanPack.stem(piece, language)))",
            [WORDS, language],
        )
        assert theirs == ours, language
    text = "Ёлка, за\u0301мок ДАТЧИК-1 传感器 и接线 «24 В» B1_x"
    assert reader.page.evaluate("text => lubanPack.pieces(text)", text) == pieces_of(text)


@pytest.mark.parametrize("reader", [False], indirect=True)
def test_all_is_read_without_scripts(reader: Reader) -> None:
    reader.open("ru/index.html")
    reader.page.get_by_role("link", name="Датчики и электромонтаж").first.click()
    assert "Датчики" in reader.page.locator("main h1").inner_text()
    reader.open("ru/search.html?q=датчик")
    assert reader.page.locator("noscript").count() == 1
    assert reader.page.locator("main .note a").get_attribute("href") == "index.html"


def test_a_film_is_played_from_the_disk_with_its_subtitles(
    film_pack: Path, browser: Browser, axe: str
) -> None:
    with visiting(browser, Visitor()) as page:
        found = Reader(page, film_pack)
        found.open("ru/units/sorter-film.first-run.html")
        played = page.evaluate(PLAY)
        assert found.faults == []
        assert played["width"] == 640
        assert played["duration"] == 30
        assert played["moved"]
        assert played["shown"] == ["ru"]
        assert played["cues"]["ru"][0].startswith("Перед первым пуском")
        assert played["cues"]["zh-hans"][0].startswith("首次运行之前")
        page.set_viewport_size({"width": NARROW, "height": 780})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW
        assert axe_violations(page) == []
        assert all(address.startswith(("file://", "data:text/vtt")) for address in found.asked)
