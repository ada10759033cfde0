"""The editor's pages and answers."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openluban.foundation.access.models import Account, Grant
from openluban.teaching.bilingual.models import DraftClause
from openluban.teaching.bilingual.tests.make import (
    CHINA,
    RU,
    make_text,
    opened,
    original,
    revise,
    save,
)
from openluban.teaching.library.public import Unit

pytestmark = pytest.mark.django_db
PAGE = "/units/sorter.safety/translate/ru/"


@pytest.fixture
def teacher(client: Client) -> Client:
    """Sign in a contributor of a host institution."""
    account = Account.objects.create_user("host@example.org", "correct horse", name="Rustam")
    Grant.objects.create(account=account, role="contributor", scope="ttu")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client: Client, path: str, told: object) -> Any:
    return client.post(PAGE + path, json.dumps(told), content_type="application/json")


def sent(unit: Unit, place: int, *texts: str) -> dict[str, object]:
    row = opened(unit).rows[place]
    return {"key": row.key, "digest": row.digest, "number": row.number, "texts": list(texts)}


def stale_unit() -> Unit:
    unit = original()
    make_text(unit, "ru", RU, is_published=True)
    revise(unit)
    return unit


def test_the_page_shows_both_sides_and_what_changed(
    teacher: Client, django_assert_max_num_queries: Any
) -> None:
    unit = stale_unit()
    save(unit, opened(unit).rows[0], "Техника безопасности")
    with django_assert_max_num_queries(12):
        page = teacher.get(PAGE)
    text = page.content.decode()
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert text.count("<textarea") == 9
    assert "<del>6</del><ins>5</ins>" in text.replace("\n", "")
    assert "The number 0.5 of the original is missing." in text


def test_help_for_one_segment_without_scripts(
    teacher: Client, django_assert_max_num_queries: Any
) -> None:
    unit = stale_unit()
    key = opened(unit).rows[2].key
    with django_assert_max_num_queries(17):
        page = teacher.get(f"{PAGE}?segment={key}-0")
    assert "twin-help" in page.content.decode()
    for nonsense in ("x", f"{key}-99", "-", "t1-²", "%00"):
        assert teacher.get(f"{PAGE}?segment={nonsense}").status_code == 200


def test_a_clause_is_a_form(teacher: Client) -> None:
    unit = original()
    row = opened(unit).rows[4]
    form = {"key": row.key, "digest": row.digest, "number": "0", "text": ["Пункт", "Значение"]}
    kept = teacher.post(PAGE, form)
    assert (kept.status_code, kept["Location"]) == (303, f"{PAGE}#row-{row.key}")
    assert DraftClause.objects.get().segments[1][:2] == ["值", "Значение"]
    # Read before that was saved: both are shown, and neither is lost.
    save(unit, opened(unit).rows[4], "Параметр", "Значение", actor=CHINA)
    conflict = teacher.post(PAGE, {**form, "text": ["Строка", "Значение"]})
    assert conflict.status_code == 422
    text = conflict.content.decode()
    assert "Параметр" in text
    assert "Строка" in text


def test_the_script_saves_and_is_told_of_conflicts(teacher: Client) -> None:
    unit = original()
    told = sent(unit, 1, "Отключите питание.")
    answer = post(teacher, "save/", told)
    assert (answer.status_code, answer.json()["number"], answer.json()["done"]) == (200, 1, 1)
    save(unit, opened(unit).rows[1], "Сначала отключите.", actor=CHINA)
    conflict = post(teacher, "save/", {**told, "texts": ["Выключите."]})
    assert conflict.status_code == 409
    assert conflict.json()["code"] == "bilingual.saved_meanwhile"
    assert conflict.json()["texts"] == ["Сначала отключите."]
    assert conflict.json()["number"] == 2


@pytest.mark.parametrize(
    "told", [None, [], "x", {"key": 7}, {"key": "t1", "texts": "x"}, {"number": "²"}]
)
def test_nonsense_is_refused(teacher: Client, told: object) -> None:
    original()
    assert post(teacher, "save/", told).status_code == 409
    assert post(teacher, "help/", told).status_code == 404
    assert post(teacher, "machine/", told).status_code == 404


def test_checks_and_offers_as_one_types(
    teacher: Client, django_assert_max_num_queries: Any
) -> None:
    unit = original("# 安全\n\n先断电。\n\n先断电。\n")
    save(unit, opened(unit).rows[1], "Отключите питание.")
    told = {"key": opened(unit).rows[2].key, "segment": 0, "text": "Отключите 2 раза", "help": True}
    with django_assert_max_num_queries(16):
        answer = post(teacher, "help/", told).json()
    assert "The number 2 is not in the original." in answer["findings"]
    assert answer["offers"] == 1
    assert 'data-take="Отключите питание."' in answer["help"]
    told = {**told, "help": False}
    assert "help" not in post(teacher, "help/", told).json()


def test_the_machine_is_off(teacher: Client) -> None:
    unit = original()
    told = {"key": opened(unit).rows[1].key, "segment": 0}
    answer = post(teacher, "machine/", told)
    assert (answer.status_code, answer.json()["code"]) == (409, "bilingual.machine_off")
    assert "Alt+M" not in teacher.get(PAGE).content.decode()


def test_finishing_says_what_is_missing(teacher: Client) -> None:
    unit = original("# 安全\n\n先断电。\n")
    save(unit, opened(unit).rows[0], "Безопасность")
    refused = teacher.post(f"{PAGE}finish/")
    assert refused.status_code == 422
    assert "1 clauses are not translated" in refused.content.decode()
    done = teacher.post(f"{PAGE}finish/", {"leave_out": "1"})
    assert (done.status_code, done["Location"]) == (303, "/units/sorter.safety/versions/ru/1/")


def test_xliff_out_and_in(teacher: Client) -> None:
    unit = original()
    out = teacher.get(f"{PAGE}unit.xlf")
    assert out["Content-Type"] == "application/xliff+xml"
    data = out.content.replace(
        "<source>安全</source>".encode(), "<source>安全</source><target>Охрана</target>".encode()
    )
    taken = teacher.post(f"{PAGE}unit.xlf", {"file": SimpleUploadedFile("a.xlf", data)})
    assert taken.status_code == 303
    assert opened(unit).rows[0].target == "Охрана"
    spoilt = teacher.post(f"{PAGE}unit.xlf", {"file": SimpleUploadedFile("a.xlf", b"<x/>")})
    assert spoilt.status_code == 422
    assert teacher.post(f"{PAGE}unit.xlf").status_code == 422


def test_the_original_is_written_elsewhere(teacher: Client) -> None:
    original()
    leads = teacher.get("/units/sorter.safety/translate/zh-hans/")
    assert leads["Location"] == "/units/sorter.safety/write/zh-hans/"
    assert teacher.get("/units/sorter.safety/translate/xx/").status_code == 404
    assert teacher.get("/units/sorter.safety/translate/RU/").status_code == 404
    assert PAGE in teacher.get("/units/sorter.safety/write/?language=ru")["Location"]


def test_strangers_sign_in_first(client: Client) -> None:
    original()
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")
    assert post(client, "save/", {}).status_code == 302
    assert not DraftClause.objects.exists()


def test_a_long_unit_is_shown_in_pieces(teacher: Client) -> None:
    original("# 一\n\n" + "\n\n".join(f"第 {place} 段。" for place in range(1, 80)) + "\n")
    assert teacher.get(PAGE).content.decode().count("<textarea") == 60
    further = teacher.get(f"{PAGE}?from=60").content.decode()
    assert further.count("<textarea") == 20
    assert teacher.get(f"{PAGE}?from=999999999").status_code == 200
