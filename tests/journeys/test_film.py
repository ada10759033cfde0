"""A film on the site: played with its subtitles, by everybody, and nothing is fetched unasked."""

import pytest
from playwright.sync_api import Page

from tests.harness.browser import NARROW, axe_violations
from tests.harness.playing import PLAY
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
FILM = "/units/sorter-film.first-run/read/"


def test_a_film_is_played_with_subtitles_in_the_language_of_the_reader(visit: Visit) -> None:
    page = visit(FILM, language="ru")
    played = page.evaluate(PLAY)
    assert (played["width"], played["duration"], played["moved"]) == (640, 30, True)
    assert played["shown"] == ["ru"]
    assert set(played["cues"]) == {"en", "ru", "zh-hans"}
    assert all(len(cues) == 8 for cues in played["cues"].values())
    assert played["cues"]["ru"][0].startswith("Перед первым пуском")


def test_the_page_of_a_film_can_be_used_by_all(visit: Visit, axe: str) -> None:
    page = visit(FILM, language="zh-hans", width=NARROW)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW
    assert axe_violations(page) == []
    page.keyboard.press("Tab")
    reached = []
    for _step in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.tagName"))
        if reached[-1] == "VIDEO":
            break
    assert "VIDEO" in reached


def test_without_scripts_there_are_the_player_and_the_files(visit: Visit) -> None:
    page: Page = visit(FILM, scripts=False)
    assert page.locator("video[controls]").count() == 1
    with page.expect_download() as waiting:
        page.locator(".film .links a").first.click()
    assert waiting.value.suggested_filename.endswith(".mp4")
