"""Backing up and restoring, as a person does it, between SQLite and PostgreSQL."""

import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openluban.config.tests.installation import Installation

MAKE_MORE = """
from datetime import UTC, datetime
from openluban.config.use_cases.demonstrate import demonstrate
from openluban.foundation.access.models import Account, ApiToken
now = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
demonstrate(at=now, learners=60)
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
default_storage.save("evidence/agreement 协议.pdf", ContentFile(b"%PDF-1.7"))
ApiToken.objects.create(
    account=Account.objects.first(), name="x", digest="0" * 64, made_at=now, expires_at=now
)
from allauth.mfa.models import Authenticator
Authenticator.objects.create(user=Account.objects.first(), type="totp", data={"secret": "s"})
"""
TRY_TO_CHANGE_THE_PAST = """
from django.db import DatabaseError, connection, transaction
for sql in ("UPDATE history_entry SET reason = 'x'", "DELETE FROM history_entry"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as refused:
        assert "append-only" in str(refused)
    else:
        raise SystemExit(sql)
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import names_in
print(sorted(set(names_in(Entry.objects.exclude(actor_sealed="")))))
from openluban.foundation.exchange.signing import is_signed, sign, this_site
assert is_signed(["x"], signature=sign(["x"]), public_key=this_site().public_key)
from openluban.directory.places.models import Country
newest = Country.objects.order_by("-id").first()
newest.pk, newest.key, newest.alpha2, newest.alpha3, newest.numeric = None, "zz", "ZZ", "ZZZ", "999"
newest.save(force_insert=True)
"""


@pytest.fixture(scope="module")
def _used_once(filled_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("used") / "home"
    shutil.copytree(filled_once, home)
    answer = Installation(home).python(MAKE_MORE)
    assert answer.status == 0, answer.err
    return home


@pytest.fixture
def used(_used_once: Path, tmp_path: Path) -> Installation:
    """An installation with people, proposals, a published briefing, a token, a file."""
    shutil.copytree(_used_once, tmp_path / "home")
    return Installation(tmp_path / "home")


def _backup(installation: Installation, name: str) -> Path:
    place = installation.home.parent / name
    answer = installation.luban("backup", place)
    assert answer.status == 0, answer.err
    return place


def _restored(installation: Installation, place: Path) -> None:
    answer = installation.luban("restore", place)
    assert answer.status == 0, answer.err
    assert answer.out.startswith("Restored: ")


def _content(place: Path) -> dict[str, Any]:
    """Return everything a backup holds, but for the deeds of restoring."""
    content: dict[str, Any] = {}
    with zipfile.ZipFile(place) as file:
        for name in file.namelist():
            data = file.read(name)
            if name.endswith(".jsonl"):
                rows = [json.loads(line) for line in data.splitlines()]
                content[name] = [row for row in rows if "installation.restored" not in row]
            elif name != "manifest.json":
                content[name] = data
    return content


def test_round_trip_on_both_databases(
    used: Installation,
    postgres_url: str,
    filled_anew: Callable[[str], Installation],
) -> None:
    folder = used.home.parent
    first = _backup(used, "first.zip")
    assert first.stat().st_mode & 0o777 == 0o600
    on_postgres = Installation(folder / "postgres", {"DATABASE_URL": postgres_url})
    _restored(on_postgres, first)
    second = _backup(on_postgres, "second.zip")
    killed = on_postgres.python(DIE.format(place="moving.schemas.put_in_place", backup=str(second)))
    assert killed.status == 9, killed.err
    assert (on_postgres.home / ".restored").exists()
    assert "officer@demo.example" in on_postgres.luban("account", "list").out
    assert not (on_postgres.home / ".restored").exists(), "the database had not taken it over"
    on_sqlite = Installation(folder / "sqlite")
    _restored(on_sqlite, second)
    third = _backup(on_sqlite, "third.zip")

    assert _content(first) == _content(second) == _content(third)
    assert len(_content(first)["tables/workshops.workshop.jsonl"]) == 43
    assert "files/evidence/agreement 协议.pdf" in _content(third)
    for installation in (on_postgres, on_sqlite):
        answer = installation.python(TRY_TO_CHANGE_THE_PAST)
        assert answer.status == 0, answer.err
        assert "Demo Officer One" in answer.out


def test_restoring_over_another_needs_force_and_keeps_the_former(
    used: Installation, filled_anew: Callable[[str], Installation]
) -> None:
    place = _backup(used, "backup.zip")
    other = filled_anew("other")
    before = other.database.read_bytes()
    refused = other.luban("restore", place)
    assert refused.status == 2
    assert "--force" in refused.err
    assert other.database.read_bytes() == before

    answer = other.luban("restore", place, "--force")
    assert answer.status == 0, answer.err
    (former,) = other.home.glob("before-restore-*")
    assert str(former) in answer.out
    assert sorted(path.name for path in former.iterdir()) == ["keys", "luban.sqlite3", "secret-key"]
    assert (other.home / "secret-key").read_text() == (used.home / "secret-key").read_text()
    assert "officer@demo.example" in other.luban("account", "list").out


def test_a_backup_is_never_overwritten(filled: Installation) -> None:
    place = _backup(filled, "backup.zip")
    before = place.read_bytes()
    answer = filled.luban("backup", place)
    assert (answer.status, answer.out) == (2, "")
    assert place.read_bytes() == before


def test_a_backup_is_of_one_moment_while_others_write(filled: Installation) -> None:
    """Two rows a transaction, in the first table that is read and in the last."""
    stop = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(filled.database, isolation_level=None, timeout=30)
        number = 0
        while not stop.is_set():
            number += 1
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO briefings_briefing (key, created_at) VALUES (?, '2026-01-01')",
                [f"b{number}"],
            )
            connection.execute(
                "INSERT INTO access_personkey (person, wrapped) VALUES (?, x'00')", [f"p{number}"]
            )
            connection.execute("COMMIT")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        content = _content(_backup(filled, "backup.zip"))
    finally:
        stop.set()
        writer.join()
    people = len(content["tables/access.personkey.jsonl"])
    assert people > 1
    assert len(content["tables/briefings.briefing.jsonl"]) == people + 1


def test_a_backup_of_an_older_version_is_brought_up_to_date(filled: Installation) -> None:
    older = filled.luban("manage", "migrate", "access", "0001", "--verbosity", "0")
    assert older.status == 0, older.err
    place = _backup(filled, "older.zip")
    assert "tables/access.apitoken.jsonl" not in _content(place)
    newer = Installation(filled.home.parent / "newer")
    _restored(newer, place)
    assert (
        newer.python(
            "from openluban.foundation.access.models import ApiToken\n"
            "print(ApiToken.objects.count())"
        ).out
        == "0\n"
    )


DIE = """
import os
from datetime import UTC, datetime
from pathlib import Path
from openluban.config.backups import moving
from openluban.config.backups.restoring import restore

def die(*_given):
    os._exit(9)

{place} = die
restore(Path({backup!r}), force=True, at=datetime.now(UTC))
"""


def test_a_restore_that_was_killed_is_whole_or_has_changed_nothing(
    used: Installation, filled_anew: Callable[[str], Installation]
) -> None:
    place = str(_backup(used, "backup.zip"))
    other = filled_anew("other")
    killed = other.python(DIE.format(place="moving.commit", backup=place))
    assert killed.status == 9, killed.err
    assert other.luban("account", "list").out == "", "it was not ready yet"

    killed = other.python(DIE.format(place="moving._move", backup=place))
    assert killed.status == 9, killed.err
    listed = other.luban("account", "list")
    assert "officer@demo.example" in listed.out, listed.err
    assert not list(other.home.glob(".restor*"))
