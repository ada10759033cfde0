"""Making an installation ready: whole and once, whoever is killed and whoever comes besides."""

import os
import signal
import sqlite3
import time

from openluban.config.tests.installation import Installation


def _counts(installation: Installation) -> dict[str, int]:
    rows = installation.luban("load").out.splitlines()
    return {name: int(count) for name, count in (row.split() for row in rows)}


def _ask(installation: Installation, sql: str) -> int:
    connection = sqlite3.connect(installation.database)
    try:
        return int(connection.execute(sql).fetchone()[0])
    finally:
        connection.close()


def test_an_empty_folder_is_filled_with_the_public_register(filled: Installation) -> None:
    assert _ask(filled, "SELECT count(*) FROM workshops_workshop") > 30
    assert _ask(filled, "SELECT count(*) FROM published_publishedfigure") >= 161
    assert (filled.home / "keys" / "site.pem").exists()
    assert _ask(filled, "SELECT count(*) FROM briefings_briefingtext") == 3


def test_the_next_command_loads_nothing_again(filled: Installation) -> None:
    before = _ask(filled, "SELECT max(id) FROM history_entry")
    answer = filled.luban("load")
    assert answer.err == ""
    assert _ask(filled, "SELECT max(id) FROM history_entry") == before


def test_killed_while_loading_the_next_one_completes(empty: Installation) -> None:
    process = empty.started("load")
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Loading"):
            break
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert _ask(empty, "SELECT count(*) FROM places_country") == 0
    assert _counts(empty)["published"] >= 161


def test_two_at_once_fill_it_once(empty: Installation) -> None:
    both = [empty.started("load") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Loading the public register" in text for text in said) == 1
    assert _ask(empty, "SELECT count(*) FROM workshops_workshop") > 30


def test_data_of_a_newer_version_are_left_alone(filled: Installation) -> None:
    connection = sqlite3.connect(filled.database)
    connection.execute(
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('history', '0999_later', '2030-01-01 00:00:00')"
    )
    connection.commit()
    connection.close()
    answer = filled.luban("load")
    assert answer.status == 2
    assert "newer version of OpenLuban (history.0999_later)" in answer.err


def test_a_spreadsheet_goes_out_and_comes_back_as_it_was(filled: Installation) -> None:
    place = filled.home.parent / "workshops.csv"
    made = filled.luban("export", "workshops", "--all", "--output", place)
    assert made.status == 0, made.err
    answer = filled.luban("import", "workshops", place)
    assert answer.out == "workshops: 0 entered, 0 changed, 41 as they were.\n", answer.err


def test_a_preview_writes_nothing(filled: Installation) -> None:
    place = filled.home.parent / "new.csv"
    place.write_text("key,name_en,country\nnew-one,New workshop,KZ\n", encoding="utf-8")
    before = _ask(filled, "SELECT max(id) FROM history_entry")
    answer = filled.luban("import", "workshops", place, "--preview")
    assert answer.out == "workshops: 1 would be entered, 0 would be changed, 0 as they were.\n"
    assert _ask(filled, "SELECT max(id) FROM history_entry") == before
    place.write_text("key,name_en,country\nnew-one,New workshop,Atlantis\n", encoding="utf-8")
    answer = filled.luban("import", "workshops", place)
    assert answer.status == 2
    assert "row 2, country: " in answer.err
    assert _ask(filled, "SELECT max(id) FROM history_entry") == before
