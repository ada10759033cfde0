"""What was restored takes the place of what was there, also if the process is killed in between."""

from pathlib import Path
from typing import Any

import pytest

from openluban.config.backups import moving


class Killed(BaseException):
    """Stands for a process that ends between two steps."""


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in use, whose database is a file beside it."""
    settings.LUBAN_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(moving, "database_file", lambda: tmp_path / "luban.sqlite3")
    _fill(tmp_path, "old")
    (tmp_path / "luban.sqlite3").write_text("old")
    (tmp_path / "luban.sqlite3-wal").write_text("old")
    return tmp_path


def _fill(folder: Path, word: str) -> None:
    for name in ("keys", "files"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "one").write_text(word)
    (folder / "secret-key").write_text(word)


def _words(folder: Path) -> dict[str, str]:
    hidden = (part for part in folder.rglob("*") if part.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in hidden}


def _staged(home: Path) -> moving.Stage:
    stage = moving.begin("token", "then")
    _fill(stage.folder, "new")
    moving.staged_database(home / "luban.sqlite3").write_text("new")
    return stage


NEW = dict.fromkeys(["keys/one", "files/one", "secret-key", "luban.sqlite3"], "new")
OLD = {
    f"before-restore-then/{name}": "old"
    for name in ("keys/one", "files/one", "secret-key", "luban.sqlite3", "luban.sqlite3-wal")
}


def test_everything_is_replaced_and_the_former_kept(home: Path) -> None:
    assert moving.commit(_staged(home)) == [str(home / "before-restore-then")]
    assert _words(home) == NEW | OLD


def test_until_it_counts_it_can_be_discarded(home: Path) -> None:
    before = _words(home)
    _staged(home)
    moving.discard()
    moving.finish_restoring()
    assert _words(home) == before


@pytest.mark.parametrize("renames", range(1, 11))
def test_killed_after_any_step_the_next_one_finishes(
    home: Path, renames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps are renamings: of the stage, then of each thing there was and each that comes."""
    stage, left, rename = _staged(home), [renames], Path.rename

    def counted(path: Path, target: Path) -> Path:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted)
        try:
            moving.commit(stage)
        except Killed:
            moving.discard()
        else:
            assert renames == 10
    moving.finish_restoring()
    assert _words(home) == NEW | OLD


def test_where_nothing_was_nothing_is_kept(tmp_path: Path, settings: Any) -> None:
    settings.LUBAN_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "database_file", lambda: tmp_path / "luban.sqlite3")
        assert moving.commit(_staged(tmp_path)) == []
    assert _words(tmp_path) == NEW
