"""A process that is killed while it packs loses nothing acknowledged and publishes nothing half."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openluban.teaching.packs.checking import check_pack
from tests.harness.environment import REPOSITORY

_SECONDS = 120


class Installation:
    """An installation of its own that only other processes touch."""

    def __init__(self, home: Path) -> None:
        own = {"LUBAN_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/luban.sqlite3"}
        self.environment = os.environ | own

    def start(self, *step: str) -> "subprocess.Popen[str]":
        """Start a step of ``tests.harness.packing``."""
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "tests.harness.packing", *step],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *step: str) -> str:
        """Run a step to its end and return the last line it says."""
        process = self.start(*step)
        said, _nothing = process.communicate(timeout=_SECONDS)
        assert process.returncode == 0, step
        return (said.strip().splitlines() or [""])[-1]

    def kill_in_the_middle(self, *step: str, after: float = 0) -> None:
        """Start a step and kill it a moment after it says that it is in the middle."""
        process = self.start(*step)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "in the middle"
        time.sleep(after)
        process.kill()
        process.communicate(timeout=_SECONDS)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Return an installation with a published course of thirty units."""
    home = tmp_path / "home"
    home.mkdir()
    made = Installation(home)
    made.run("prepare")
    return made


def test_a_pack_is_made_whole_or_not_at_all(installation: Installation) -> None:
    installation.kill_in_the_middle("make")
    assert installation.run("tell") == "0"
    done = installation.run("make")
    assert done.startswith("done ")
    assert installation.run("tell") == "1"
    assert installation.run("make") == done
    assert installation.run("tell") == "1"


def test_a_folder_has_its_name_only_when_it_is_whole(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "course"
    for after in (0, 0.3):
        installation.kill_in_the_middle("write", str(folder), after=after)
        assert not folder.exists()
    assert installation.run("write", str(folder)) == "done"
    check_pack(folder)


def test_a_folder_is_the_old_pack_or_the_new_one(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    installation.run("revise", str(folder))
    old = check_pack(folder).envelope.manifest
    for after in (0, 0.5, 1.0):
        installation.kill_in_the_middle("apply", str(folder), after=after)
        assert check_pack(folder).envelope.manifest.digest == old.digest
    said = installation.run("apply", str(folder))
    assert int(said.removeprefix("done ")) > 0, "nothing of the runs before was used"
    new = check_pack(folder).envelope.manifest
    assert new.digest != old.digest
    assert new.before == old.digest
    assert sorted(place.name for place in tmp_path.iterdir()) == ["course", "delta.zip", "home"]
