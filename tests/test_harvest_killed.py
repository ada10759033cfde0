"""Harvesting between processes: killed anywhere it goes on; our own provider is harvested whole."""

import threading
from pathlib import Path

import pytest

from openluban.teaching.harvest.tests.repository import Given, identify, page, record, serving
from tests.harness.killing import SECONDS, Installation

_SETTINGS = {"DJANGO_SETTINGS_MODULE": "openluban.config.settings", "LUBAN_DEBUG": "1"}
PAGES, EACH = 12, 5


def made_in(home: Path) -> Installation:
    """Make an installation that has its tables."""
    made = Installation(home, "harvesting", settings=_SETTINGS)
    made.run("prepare")
    return made


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return made_in(tmp_path / "here")


def test_a_run_that_is_killed_goes_on_and_doubles_nothing(here: Installation) -> None:
    asked: list[str] = []
    reached = threading.Event()
    stops = [3, 7]

    def answer(given: Given) -> str:
        if given["verb"] == "Identify":
            return identify()
        place = int(given.get("resumptionToken", "0"))
        asked.append(str(place))
        if stops and place == stops[0]:
            reached.set()
            threading.Event().wait(1)  # long enough to be killed meanwhile
        records = [record(f"r{place * EACH + each}") for each in range(EACH)]
        return page(*records, more=str(place + 1) if place + 1 < PAGES else None)

    with serving(answer) as url:
        while stops:
            process = here.start("run", url)
            assert reached.wait(SECONDS)
            process.kill()
            process.communicate(timeout=SECONDS)
            reached.clear()
            stops.pop(0)
        assert here.run("run", url) == "done"

    total = str(PAGES * EACH)
    assert here.run("tell").split() == [total, total, total, "ru"]
    assert asked == [str(place) for place in (*range(4), *range(3, 8), *range(7, PAGES))]


def test_our_own_provider_is_harvested_whole(here: Installation, tmp_path: Path) -> None:
    there = made_in(tmp_path / "there")
    there.run("fill", "210")
    server = there.start("serve")
    try:
        url = f"http://127.0.0.1:{server.stdout.readline().strip()}/oai"
        assert here.run("run", url) == "done"
        assert here.run("tell").split()[:3] == ["211"] * 3
        assert here.run("run", url) == "done"
    finally:
        server.kill()
        server.communicate(timeout=SECONDS)
    # Everything was noted within one second, so that it came again and was as before.
    assert here.run("tell").split()[:3] == ["211"] * 3
