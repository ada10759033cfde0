"""A process that is killed while it awards many doubles nothing and leaves nothing half."""

from pathlib import Path

import pytest

from tests.harness.killing import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Return an installation in which twelve awards were asked for."""
    made = Installation(tmp_path / "home", "awarding")
    made.run("prepare")
    return made


def test_a_batch_goes_on_after_the_last_whole_piece(installation: Installation) -> None:
    installation.kill_in_the_middle("slowly")
    # awards, persons, waiting, certified, lines of states, places taken: all of one piece
    assert installation.run("tell") == "4 4 8 4 4 4"
    assert installation.run("finish") == "done"
    assert installation.run("tell") == "12 12 0 12 12 12"
    assert installation.run("finish") == "done"
    assert installation.run("tell") == "12 12 0 12 12 12"
