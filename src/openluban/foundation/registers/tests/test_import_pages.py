"""Bringing in a file in the browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openluban.foundation.registers.tests.make import (
    AT,
    client_of,
    csv_of,
    make_country,
    make_officer,
    make_workshop,
    the,
)
from openluban.foundation.registers.tests.reading import text_of
from openluban.foundation.registers.uploads import (
    KEPT_FOR,
    find_upload,
    forget_upload,
    keep_upload,
)
from openluban.foundation.registers.views import importing
from openluban.foundation.sheets.limits import Limits
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound

ROWS = [
    {"key": "kz-ektu", "name_en": "Oskemen Workshop", "country": "kz"},
    {"key": "kz-enu", "name_en": "Astana Workshop", "country": "kz"},
]


def _send(client: Client, data: bytes, name: str = "rows.csv") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post("/workshops/import/", {"file": file})


def test_a_file_is_previewed_then_applied(officer: Actor) -> None:
    make_workshop()
    client = client_of(officer)
    sent = _send(client, csv_of(ROWS))
    assert sent.status_code == 303
    preview = client.get(sent["Location"])
    text = text_of(preview)
    assert "New 1 Changed 1 Unchanged 0" in text
    assert "before: Kazakhstan Luban Workshop after: Oskemen Workshop" in text
    assert the("workshops").model.objects.count() == 1, "nothing is written yet"
    applied = client.post(sent["Location"])
    assert (applied.status_code, applied["Location"]) == (303, "/workshops/")
    assert "Imported: 1 new, 1 changed, 0 unchanged." in text_of(client.get("/workshops/"))
    assert client.get(sent["Location"]).status_code == 404, "an applied file is gone"


def test_faults_are_listed_with_row_column_and_rule(officer: Actor) -> None:
    make_country()
    client = client_of(officer)
    sent = _send(client, csv_of([ROWS[0], ROWS[1] | {"country": "kk"}]))
    for answer in (client.get(sent["Location"]), client.post(sent["Location"])):
        text = text_of(answer)
        assert "The file cannot be imported as it is." in text
        assert re.search(r"3 country There is no “kk” in countries.*unknown_reference", text)
        assert "Apply" not in text
    assert not the("workshops").model.objects.exists()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"key,nme_en\nx,y\n", "unknown_column_near"),
        (b"PK\x03\x04nonsense", "damaged_archive"),
        (b'key,name_en\n"x,y\n', "unclosed_quote"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(officer: Actor, data: bytes, rule: str) -> None:
    client = client_of(officer)
    answer = client.get(_send(client, data)["Location"])
    assert answer.status_code == 422
    assert rule in text_of(answer)


def test_a_file_that_says_nothing_new_has_nothing_to_apply(officer: Actor) -> None:
    make_workshop("kz-ektu", name_en="Oskemen Workshop")
    client = client_of(officer)
    text = text_of(client.get(_send(client, csv_of(ROWS[:1]))["Location"]))
    assert "There is nothing to apply." in text


def test_no_file_and_too_large_a_file_are_refused(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(officer)
    assert client.post("/workshops/import/").status_code == 422
    assert _send(client, b"").status_code == 422
    monkeypatch.setattr(importing, "LIMITS", Limits(max_bytes=10))
    answer = _send(client, b"key,name_en\nx,y\n")
    assert answer.status_code == 422
    assert "more than 10 bytes" in text_of(answer)


def test_a_kept_file_is_its_bringers_alone_for_one_register_and_a_day(officer: Actor) -> None:
    make_country()
    token = keep_upload(
        [csv_of(ROWS)], account=officer.key, register="workshops", filename="r.csv", at=AT
    )
    mine: dict[str, Any] = {"account": officer.key, "register": "workshops", "at": AT}
    upload = find_upload(token, **mine)
    assert upload.path.read_bytes() == csv_of(ROWS)
    assert upload.path.stat().st_mode & 0o077 == 0
    for other in ({"account": "other"}, {"register": "gates"}, {"at": AT + KEPT_FOR}):
        with pytest.raises(NotFound):
            find_upload(token, **(mine | other))
    for nonsense in ("x", "../../secret-key", token[:-1], token + "x"):
        with pytest.raises(NotFound):
            find_upload(nonsense, **mine)
    forget_upload(upload)
    with pytest.raises(NotFound):
        find_upload(token, **mine)


def test_another_officer_does_not_see_the_preview(officer: Actor) -> None:
    make_country()
    sent = _send(client_of(officer), csv_of(ROWS))
    other = client_of(make_officer("Otto"))
    assert other.get(sent["Location"]).status_code == 404
    assert other.post(sent["Location"]).status_code == 404


def test_expired_files_are_thrown_away_when_the_next_one_comes(officer: Actor) -> None:
    kept: dict[str, Any] = {"account": officer.key, "register": "workshops", "filename": "r"}
    token = keep_upload([b"old"], **kept, at=AT)
    path = find_upload(token, account=officer.key, register="workshops", at=AT).path
    long_after = path.stat().st_mtime + (KEPT_FOR + timedelta(hours=1)).total_seconds()
    keep_upload([b"new"], **kept, at=AT.fromtimestamp(long_after, tz=AT.tzinfo))
    assert not path.exists()
