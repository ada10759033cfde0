"""Programs send statements, and the store is killed; several put the same id at once."""

import time
from pathlib import Path

import pytest

from tests.harness.killing import SECONDS, Installation
from tests.harness.templates import copy_tables_to

RACES = 60
"""As ``tests.harness.storing`` says."""


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """Make an installation of its own on either database."""
    url = ""
    if request.param == "postgresql":
        url = copy_tables_to(request.getfixturevalue("postgres_url"), "storing")
    settings = {
        "DJANGO_SETTINGS_MODULE": "openluban.config.settings",
        "LUBAN_STATEMENT_RATE": "1000000",
        "LUBAN_HOSTS": "testserver",
        "LUBAN_PLAIN_STATIC": "1",
        "PYTHONWARNINGS": "ignore",
    }
    return Installation(tmp_path, "storing", database_url=url, settings=settings)


@pytest.mark.parametrize("each", [1, 5])
def test_what_was_acknowledged_is_there_after_a_kill(
    installation: Installation, tmp_path: Path, each: int
) -> None:
    key, file = installation.run("prepare"), str(tmp_path / "acknowledged")
    for place, moment in enumerate((0.0, 0.013, 0.4)):
        first = str((place + 1) * 1_000_000)
        installation.kill_in_the_middle("send", key, file, first, str(each), after=moment)
    acknowledged, there, statements, ids, odd = map(int, installation.run("tell", file).split())
    assert acknowledged >= 3 * each
    assert there == acknowledged
    # What was stored and not yet acknowledged is whole batches, one for each kill at most.
    assert statements == ids <= acknowledged + 3 * each
    assert statements % each == 0
    assert odd == 0


def test_of_several_with_the_same_id_one_is_stored(
    installation: Installation, tmp_path: Path
) -> None:
    key = installation.run("prepare")
    start = str(time.time() + 6)
    racers = [installation.start("race", key, name, start) for name in ("ann", "bob")]
    taken = [int(each.communicate(timeout=SECONDS)[0].split()[-1]) for each in racers]
    assert [each.returncode for each in racers] == [0, 0]
    assert sum(taken) == RACES
    _none, _there, statements, ids, odd = map(
        int, installation.run("tell", str(tmp_path / "none")).split()
    )
    assert (statements, ids, odd) == (RACES, RACES, 0)
