"""What was restored beside takes the place of what was there: a step that can be gone on with.

Everything is built in a folder of its own. Renaming that folder is the moment from which on the
restored installation is the one that counts; whoever comes next finishes the moving if the process
that began it was killed. What was there before lies in ``before-restore-...`` until somebody
deletes it.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from openluban.config import environment
from openluban.config.backups import schemas
from openluban.foundation.history.models import Entry

RESTORED = "installation.restored"
"""The deed by which a database says that it is the restored one."""

_BUILDING, _READY = ".restoring", ".restored"
_ASIDE = "before-restore-"
_TOKEN, _MOMENT = "token", "moment"
_BESIDE_A_DATABASE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a restored installation is built. ``token`` is unique to this restoring."""

    folder: Path
    token: str

    @property
    def secret(self) -> Path:
        """Where the secret goes."""
        return self.folder / "secret-key"

    @property
    def keys(self) -> Path:
        """Where the signing keys go."""
        return self.folder / "keys"

    @property
    def files(self) -> Path:
        """Where uploaded files go."""
        return self.folder / "files"


def _home() -> Path:
    return Path(settings.LUBAN_HOME)


def database_file() -> Path | None:
    """Return the file of a SQLite database, None for a server's."""
    if connection.vendor == "postgresql":
        return None
    return Path(str(connection.settings_dict["NAME"]))


def staged_database(database: Path) -> Path:
    """Return where a SQLite database is built: beside its place."""
    return database.with_name(f"{database.name}.restored")


def begin(token: str, moment: str) -> Stage:
    """Make an empty stage; ``moment`` names the folder for what will be replaced."""
    discard()
    stage = Stage(_home() / _BUILDING, token)
    for folder in (stage.folder, stage.keys, stage.files):
        folder.mkdir(mode=0o700)
    (stage.folder / _TOKEN).write_text(token)
    (stage.folder / _MOMENT).write_text(moment)
    return stage


def discard() -> None:
    """Take away what an unfinished restoring left, unless it counts already."""
    if (_home() / _READY).exists():
        return
    shutil.rmtree(_home() / _BUILDING, ignore_errors=True)
    database = database_file()
    if database is not None:
        staged = staged_database(database)
        for path in (staged, *_companions(staged)):
            path.unlink(missing_ok=True)


def _companions(database: Path) -> list[Path]:
    return [database.with_name(database.name + end) for end in _BESIDE_A_DATABASE]


def commit(stage: Stage) -> list[str]:
    """Put what was built in its place; return the places where what was there before lies now."""
    database = database_file()
    for path in (*stage.folder.rglob("*"), *([staged_database(database)] if database else [])):
        _to_disk(path)
    ready = _home() / _READY
    stage.folder.rename(ready)
    _to_disk(_home())
    moment = (ready / _MOMENT).read_text()
    former = schemas.put_in_place(moment) if database is None else []
    finish_restoring()
    aside = _home() / f"{_ASIDE}{moment}"
    return [str(aside), *former] if aside.exists() else former


def finish_restoring() -> None:
    """Finish a restoring whose process was killed.

    The caller sees to it that nobody else does the same.
    """
    ready = _home() / _READY
    if not ready.is_dir():
        return
    if database_file() is None and not _is_in_database((ready / _TOKEN).read_text()):
        shutil.rmtree(ready)  # killed before the database took it over: nothing has happened
        return
    aside = _ASIDE + (ready / _MOMENT).read_text()
    connections.close_all()
    for staged, place in _moves(ready):
        _move(staged, place, aside)
    shutil.rmtree(ready)
    settings.SECRET_KEY = environment.secret_key(_home())


def _is_in_database(token: str) -> bool:
    tables = connection.introspection.table_names()
    about = Entry.objects.filter(action=RESTORED, subject_key=token)
    return Entry._meta.db_table in tables and about.exists()


def _moves(ready: Path) -> list[tuple[Path, Path]]:
    stage, home = Stage(ready, ""), _home()
    moves = [
        (stage.secret, home / "secret-key"),
        (stage.keys, home / "keys"),
        (stage.files, Path(settings.MEDIA_ROOT)),
    ]
    database = database_file()
    return [*moves, (staged_database(database), database)] if database else moves


def _move(staged: Path, place: Path, aside: str) -> None:
    if not staged.exists():
        return  # moved before the process was killed
    former = place.parent / aside
    # A database's companions go first: they must never meet the new one.
    for path in (*_companions(place), place):
        if path.exists():
            former.mkdir(mode=0o700, exist_ok=True)
            path.rename(former / path.name)
    staged.rename(place)
    _to_disk(place.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
