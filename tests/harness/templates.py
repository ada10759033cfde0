"""Data folders that are made once for each worker of the tests, and copied."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.harness import forking
from tests.harness.environment import REPOSITORY

SECONDS = 240
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""
DEMONSTRATE = """
from django.utils import timezone
from openluban.config.preparing import prepare
from openluban.config.use_cases.demonstrate import demonstrate
prepare(print)
demonstrate(at=timezone.now())
"""
FILE = "luban.sqlite3"


def copy_tables(place: Path) -> None:
    """Put a SQLite file with all tables, and nothing in them, in a place."""
    shutil.copyfile(_made_by(MIGRATE) / FILE, place)


def copy_demonstration(home: Path) -> None:
    """Make a data folder that holds the demonstration."""
    shutil.copytree(_made_by(DEMONSTRATE), home)


@cache
def _made_by(code: str) -> Path:
    home = Path(tempfile.mkdtemp(dir=os.environ["LUBAN_HOME"]))
    own = {"LUBAN_HOME": str(home), "DATABASE_URL": f"sqlite:///{home / FILE}"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": forking.SETTINGS}
    words = ["-c", f"import django\ndjango.setup()\n{code}"]
    process = forking.start(forking.Wish(words, environment, str(REPOSITORY)))
    said, _nothing = process.communicate(SECONDS)
    assert process.wait() == 0, said
    assert [path.name for path in home.glob(f"{FILE}*")] == [FILE], "it is still in use"
    return home
