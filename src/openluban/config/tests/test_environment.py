"""What the environment says, and the secret that two processes may make at the same time."""

import importlib.util
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from openluban.config.environment import (
    UnfitEnvironment,
    database,
    flag,
    given_secret,
    secret_key,
    storage,
)
from openluban.foundation.files.address import S3Address

Say = Callable[[str, str], None]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Give a function that sets something in the environment."""
    return monkeypatch.setenv


def test_the_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    made = secret_key(tmp_path)
    assert len(made) >= 50
    assert secret_key(tmp_path) == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_first_to_make_the_secret_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def overtaken(fresh: Path, place: Path) -> None:
        place.write_text("of another process")
        link(fresh, place)

    monkeypatch.setattr(os, "link", overtaken)
    assert secret_key(tmp_path) == "of another process"


def test_all_who_come_at_once_have_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        folders = [tmp_path / str(number // 8) for number in range(64)]
        for folder in folders:
            folder.mkdir(exist_ok=True)
        made = list(pool.map(secret_key, folders))
    assert len(set(made)) == 8


def test_a_secret_from_outside_is_taken(tmp_path: Path, say: Say) -> None:
    say("LUBAN_SECRET_KEY", " from outside ")
    assert secret_key(tmp_path) == given_secret() == "from outside"
    assert list(tmp_path.iterdir()) == []


def test_switches(say: Say) -> None:
    for word, meant in (("1", True), ("Yes", True), (" off ", False), ("FALSE", False)):
        say("LUBAN_DEBUG", word)
        assert flag("LUBAN_DEBUG") is meant
    say("LUBAN_DEBUG", "2")
    with pytest.raises(UnfitEnvironment, match="LUBAN_DEBUG must be one of"):
        flag("LUBAN_DEBUG")


def test_databases(tmp_path: Path, say: Say) -> None:
    say("DATABASE_URL", "")
    assert database(tmp_path)["NAME"] == str(tmp_path / "luban.sqlite3")
    say("DATABASE_URL", "sqlite:////var/lib/luban.db")
    assert database(tmp_path)["NAME"] == "/var/lib/luban.db"
    say("DATABASE_URL", "postgres://luban:a%2Fb@db.example:5433/net?sslmode=require")
    made = database(tmp_path)
    assert (made["USER"], made["PASSWORD"], made["HOST"]) == ("luban", "a/b", "db.example")
    assert (made["PORT"], made["NAME"], made["OPTIONS"]) == ("5433", "net", {"sslmode": "require"})
    say("DATABASE_URL", "mysql://x")
    with pytest.raises(UnfitEnvironment, match="mysql"):
        database(tmp_path)


def test_where_files_are(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    say("STORAGE_URL", "")
    assert storage() is None
    say("STORAGE_URL", " s3://files/one ")
    assert storage() == S3Address("files", "one/")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(
        UnfitEnvironment, match="boto3 is missing; install OpenLuban with its extra"
    ):
        storage()
    say("STORAGE_URL", "https://s3.example/files")
    with pytest.raises(UnfitEnvironment, match="STORAGE_URL must begin with s3://"):
        storage()
