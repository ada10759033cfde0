"""Data folders and databases that are made once for a whole run of the tests, and copied."""

import fcntl
import os
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.harness import forking
from tests.harness.environment import REPOSITORY, TEMPLATES

SECONDS = 240
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""
DEMONSTRATE = """
import django
django.setup()
from django.utils import timezone
from openluban.config.use_cases.demonstrate import demonstrate
demonstrate(at=timezone.now())
"""
FILE = "luban.sqlite3"
TABLES = "tables"


def copy_tables(place: Path) -> None:
    """Put a SQLite file with all tables, and nothing in them, in a place."""
    shutil.copyfile(_made("tables") / FILE, place)


def copy_register(home: Path) -> None:
    """Make a data folder that holds the public register."""
    shutil.copytree(_made("register"), home)


def copy_demonstration(home: Path) -> None:
    """Make a data folder that holds the demonstration."""
    shutil.copytree(_made("demonstration"), home)


def copy_tables_to(server: str, name: str) -> str:
    """Make a PostgreSQL database with all tables, and nothing in them; return its address."""
    _make_tables_on(server)
    with psycopg.connect(server, autocommit=True) as connection:
        names = {"name": Identifier(name), "tables": Identifier(TABLES)}
        connection.execute(SQL("DROP DATABASE IF EXISTS {name}").format(**names))
        connection.execute(SQL("CREATE DATABASE {name} TEMPLATE {tables}").format(**names))
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@cache
def _make_tables_on(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(TABLES)))
    url = urlsplit(server)._replace(path=f"/{TABLES}").geturl()
    _run(["-c", MIGRATE], Path(os.environ["LUBAN_HOME"]), url)


@cache
def _made(name: str) -> Path:
    """Return the folder that all workers share; who comes first makes it, the others wait."""
    made, begun = TEMPLATES / name, TEMPLATES / f"{name}.begun"
    with (TEMPLATES / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(begun, ignore_errors=True)  # of a worker that was killed
            MAKERS[name](begun)
            assert [path.name for path in begun.glob(f"{FILE}*")] == [FILE], "it is still in use"
            begun.rename(made)
    return made


def _make_tables(home: Path) -> None:
    _run(["-c", MIGRATE], home)


def _make_register(home: Path) -> None:
    _run(["luban", "load"], home)  # as a person makes it: even who may read it is theirs


def _make_demonstration(home: Path) -> None:
    copy_register(home)
    _run(["-c", DEMONSTRATE], home)


MAKERS = {
    "tables": _make_tables,
    "register": _make_register,
    "demonstration": _make_demonstration,
}


def _run(words: list[str], home: Path, url: str = "") -> None:
    own = {"LUBAN_HOME": str(home), "DATABASE_URL": url or f"sqlite:///{home / FILE}"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": forking.SETTINGS}
    process = forking.start(forking.Wish(words, environment, str(REPOSITORY)))
    said, _nothing = process.communicate(SECONDS)
    assert process.wait() == 0, said
