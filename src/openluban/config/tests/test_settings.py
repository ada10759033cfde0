"""What holds in every installation that sets nothing."""

import sqlite3
from pathlib import Path

import pytest

from openluban.config import environment, settings


def test_faults_are_not_shown_and_links_for_passwords_are_not_logged() -> None:
    assert settings.DEBUG is False
    assert settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def test_attempts_are_counted_by_the_address_that_the_json_interface_believes() -> None:
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == settings.NINJA_NUM_PROXIES == 0


def test_what_is_deleted_from_sqlite_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    script = environment.database(tmp_path)["OPTIONS"]["init_command"]
    with sqlite3.connect(tmp_path / "luban.sqlite3") as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.executescript(script)
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
