"""Databases that are made once for each worker of the tests, and copied."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.harness import forking
from tests.harness.environment import REPOSITORY

SECONDS = 120
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""


def copy_tables(place: Path) -> None:
    """Put a SQLite file with all tables, and nothing in them, in a place."""
    shutil.copyfile(_tables(), place)


@cache
def _tables() -> Path:
    home = Path(tempfile.mkdtemp(dir=os.environ["LUBAN_HOME"]))
    made = home / "luban.sqlite3"
    own = {"LUBAN_HOME": str(home), "DATABASE_URL": f"sqlite:///{made}"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": forking.SETTINGS}
    process = forking.start(forking.Wish(["-c", MIGRATE], environment, str(REPOSITORY)))
    said, _nothing = process.communicate(SECONDS)
    assert process.wait() == 0, said
    assert [path.name for path in home.glob(f"{made.name}*")] == [made.name], "it is still in use"
    return made
