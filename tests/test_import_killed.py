"""A process that is killed in the middle of an import leaves the database as it was before."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.harness.environment import REPOSITORY
from tests.harness.importing import ROWS

_BEFORE = 1
UNITS = 12_000
"""As ``tests.harness.remembering`` says, which cannot be read here: it sets Django up."""
CHAPTERS = 121
"""As ``tests.harness.teaching`` says: those of a document and one that was there."""
_SECONDS = 120


class Installation:
    """An installation of its own that only other processes touch."""

    def __init__(self, home: Path, database_url: str, harness: str) -> None:
        self.harness = harness
        self.environment = os.environ | {"LUBAN_HOME": str(home), "DATABASE_URL": database_url}

    def start(self, step: str) -> "subprocess.Popen[str]":
        """Start a step of the process that is killed."""
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", f"tests.harness.{self.harness}", step],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, step: str) -> str:
        """Run a step to its end and return what it says."""
        process = self.start(step)
        said, _nothing = process.communicate(timeout=_SECONDS)
        assert process.returncode == 0, step
        return said.strip()

    def kill_in_the_middle(self, step: str, after: float) -> None:
        """Start a step and kill it a moment after it says that it is in the middle."""
        process = self.start(step)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "in the middle"
        time.sleep(after)
        process.kill()
        process.communicate(timeout=_SECONDS)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database."""
    url = f"sqlite:///{tmp_path}/luban.sqlite3"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_url")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS killed")
            connection.execute("CREATE DATABASE killed")
        url = urlsplit(server)._replace(path="/killed").geturl()
    return url


@pytest.mark.parametrize(
    ("harness", "rows"), [("importing", ROWS), ("remembering", UNITS), ("teaching", CHAPTERS)]
)
def test_nothing_of_an_import_is_left_when_its_process_is_killed(
    harness: str, rows: int, database: str, tmp_path: Path
) -> None:
    """What is imported: a spreadsheet, a file of units for the memory, a document of chapters."""
    installation = Installation(tmp_path, database, harness)
    installation.run("prepare")
    before = installation.run("tell")
    assert before.split()[0] == str(_BEFORE)

    installation.kill_in_the_middle("begin and wait", after=0)
    assert installation.run("tell") == before

    installation.kill_in_the_middle("begin", after=0.02)
    assert installation.run("tell") == before

    assert installation.run("begin").endswith("done")
    assert installation.run("tell").split()[0] == str(rows)
