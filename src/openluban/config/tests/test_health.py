"""What watches over the installation asks ``/healthz``."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client

from openluban.foundation.files.disk import DiskStore


@pytest.mark.django_db
def test_well_while_the_database_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_unwell_when_it_does_not(client: Client) -> None:
    def broken(*_asked: Any) -> Any:
        raise DatabaseError

    with connection.execute_wrapper(broken):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database\n")


@pytest.mark.django_db
def test_unwell_when_files_cannot_be_kept(
    client: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    asked: list[object] = []
    (tmp_path / "files").write_bytes(b"no folder")
    settings.MEDIA_ROOT = tmp_path / "files"
    known = DiskStore.check

    def check(self: DiskStore) -> None:
        asked.append(self)
        known(self)

    monkeypatch.setattr(DiskStore, "check", check)
    for _time in range(3):
        answer = client.get("/healthz")
        assert (answer.status_code, answer.content) == (503, b"files\n")
    assert len(asked) == 1, "whoever asks often makes us ask no oftener"
    cache.clear()


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
