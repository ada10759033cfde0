"""A process that is killed in the middle of an import leaves the database as it was before."""

from pathlib import Path

import pytest

from tests.harness.importing import ROWS
from tests.harness.killing import Installation
from tests.harness.templates import copy_tables_to

_BEFORE = 1
UNITS = 12_000
"""As ``tests.harness.remembering`` says, which cannot be read here: it sets Django up."""
CHAPTERS = 121
"""As ``tests.harness.teaching`` says: those of a document and one that was there."""
LEARNERS = 4_000
"""As ``tests.harness.rostering`` says."""
FILMS = 60
"""As ``tests.harness.filming`` says."""
COURSE = 40
"""Units of the course, as ``tests.harness.publishing`` says."""


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest) -> str:
    """Return the address of a database with empty tables; none for a file of the installation."""
    url = ""
    if kind == "postgresql":
        url = copy_tables_to(request.getfixturevalue("postgres_url"), "killed")
    return url


@pytest.mark.parametrize(
    ("harness", "kind", "rows"),
    [
        ("importing", "sqlite", ROWS),
        ("importing", "postgresql", ROWS),
        ("remembering", "sqlite", UNITS),
        ("teaching", "sqlite", CHAPTERS),
        ("publishing", "postgresql", COURSE),
        ("filming", "sqlite", FILMS),
        ("filming", "postgresql", FILMS),
        ("rostering", "sqlite", LEARNERS),
        ("rostering", "postgresql", LEARNERS),
    ],
)
def test_nothing_of_an_import_is_left_when_its_process_is_killed(
    harness: str, rows: int, database: str, tmp_path: Path
) -> None:
    """A sheet, a file of the memory, a document, a course, films, a roster of learners."""
    installation = Installation(tmp_path, harness, database_url=database)
    installation.run("prepare")
    before = installation.run("tell")
    assert before.split()[0] == str(_BEFORE)

    installation.kill_in_the_middle("begin and wait", after=0)
    assert installation.run("tell") == before

    installation.kill_in_the_middle("begin", after=0.02)
    assert installation.run("tell") == before

    assert installation.run("begin").endswith("done")
    assert installation.run("tell").split()[0] == str(rows)
