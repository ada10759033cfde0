"""Bringing material in from the browser: asked, looked at, taken over whole or not at all."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.teaching.library.models import Resource, State, StoredFile, Unit, UnitText
from openluban.teaching.library.tests.made_files import (
    HEADING,
    image,
    paragraph,
    relation,
    word,
    zipped,
)
from openluban.teaching.library.tests.make import PNG

pytestmark = pytest.mark.django_db
ASK = "/resources/import/"
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nОтключите <i>питание</i>\n"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LUBAN_HOME = tmp_path / "home"


@pytest.fixture
def teacher() -> Client:
    return client_of(make_contributor())


def send(client: Client, name: str, data: str | bytes, **said: str) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return client.post(ASK, {"file": SimpleUploadedFile(name, content), **said})


def document() -> bytes:
    body = paragraph("Глава 1", HEADING) + paragraph("Отключите питание") + paragraph(image())
    body += paragraph("Глава 2", HEADING) + paragraph("Повесьте табличку")
    relations = relation("rId9", "image", "media/a.png")
    return word(body, {"word/media/a.png": PNG}, relations=relations)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_document_is_looked_at_and_then_becomes_a_resource_of_drafts(teacher: Client) -> None:
    sent = send(teacher, "textbook.docx", document(), rights="CC-BY-4.0")
    assert sent.status_code == 303
    with CaptureQueriesContext(connection) as queries:
        shown = teacher.get(sent["location"])
    assert shown.status_code == 200
    assert all(words in said(shown) for words in ("textbook", "2 new units", "1 image"))
    assert len(queries) < 120  # a whole import, rolled back
    assert not Resource.objects.exists()
    assert not StoredFile.objects.exists()

    done = teacher.post(sent["location"])
    assert (done.status_code, done["location"]) == (303, "/library/textbook/")
    assert [unit.key for unit in Unit.objects.order_by("position")] == [
        "textbook.textbook-01",
        "textbook.textbook-02",
    ]
    assert {text.state for text in UnitText.objects.all()} == {State.DRAFT}
    assert StoredFile.objects.count() == 1
    assert teacher.get(sent["location"]).status_code == 404  # the file is gone

    again = send(teacher, "textbook.docx", document(), rights="CC-BY-4.0")
    assert "There is nothing to take over" in said(teacher.get(again["location"]))


def test_a_zip_of_a_folder_brings_pages_with_their_images(teacher: Client) -> None:
    page = "<html lang=ru><title>Пуск</title><h1>Пуск</h1><p>Станок<img src='i/a.png'>"
    data = zipped({"course/01-run.html": page, "course/i/a.png": PNG})
    sent = send(teacher, "course.zip", data, rights="CC-BY-4.0")
    assert teacher.post(sent["location"])["location"] == "/library/course/"
    (text,) = UnitText.objects.all()
    assert (text.language, text.unit.key) == ("ru", "course.run")
    assert "](files/" in text.body


def test_what_does_not_come_over_is_told_with_file_place_and_rule(teacher: Client) -> None:
    sent = send(teacher, "a.ru.html", "<p>Станок\n<script>alert(1)</script>", rights="CC-BY-4.0")
    shown = said(teacher.get(sent["location"]))
    assert all(each in shown for each in ("a.ru.html", "A script is left out.", "page.script"))
    assert "alert(1)" not in shown


@pytest.mark.parametrize(
    ("name", "data", "more", "words"),
    [
        ("a.docx", b"PK", {"rights": "CC-BY-4.0"}, "damaged"),
        ("a.zip", b"PK", {"rights": "CC-BY-4.0"}, "damaged"),
        ("a.zip", zipped({"../a.md": "x"}), {"rights": "CC-BY-4.0"}, "leads elsewhere"),
        ("a.zip", zipped({"a.txt": "x"}), {"rights": "CC-BY-4.0"}, "There is no text in it."),
        ("a.html", b"<p>a", {"rights": "CC-BY-4.0"}, "language is not known"),
        ("a.en.html", b"<p>a", {}, "rights"),
        ("a.en.html", b"<p>a", {"rights": "100% mine"}, "100% mine"),
        ("ru.po", b'msgid "a"\nmsgstr "b"\n', {}, "NAME.LANGUAGE.po"),
        ("a.en.html", b"<p>a", {"rights": "CC-BY-4.0", "resource": "Bad Key"}, "key"),
    ],
)
def test_what_cannot_be_taken_over_is_said_and_nothing_is_kept(
    teacher: Client, name: str, data: bytes, more: dict[str, str], words: str
) -> None:
    sent = send(teacher, name, data, **more)
    for response in (teacher.get(sent["location"]), teacher.post(sent["location"])):
        assert response.status_code == 422
        assert words in said(response)
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.docx", b""), ("docx", b"x"), ("a.svg", b"<svg/>")]
)
def test_other_files_are_not_even_kept(teacher: Client, name: str, data: bytes) -> None:
    response = send(teacher, name, data)
    assert response.status_code == 422
    assert "Choose a file" in said(response)


def test_nobody_sees_a_file_that_another_brought(teacher: Client) -> None:
    sent = send(teacher, "a.en.html", b"<p>a", rights="CC-BY-4.0")
    other = client_of(make_officer())
    assert other.get(sent["location"]).status_code == 404
    assert other.post(sent["location"]).status_code == 404
    assert Client().get(sent["location"]).status_code == 302
    assert Client().get(ASK).status_code == 302


def test_the_list_of_resources_leads_here_whoever_may_come(teacher: Client) -> None:
    assert ASK in said(teacher.get("/library/"))
    assert ASK not in said(Client().get("/library/"))


def test_subtitles_go_out_as_they_came_in(teacher: Client) -> None:
    sent = send(teacher, "lesson.ru.vtt", VTT, rights="CC-BY-4.0")
    teacher.post(sent["location"])
    where = "/units/lesson.lesson/versions/ru/1/"
    page = said(teacher.get(where))
    assert f"{where}subtitles.vtt" in page
    assert f"{where}subtitles.srt" in page
    assert teacher.get(f"{where}subtitles.vtt").content.decode() == (
        "WEBVTT\nLanguage: ru\n\n00:00:01.000 --> 00:00:04.000\nОтключите питание\n"
    )
    assert teacher.get(f"{where}subtitles.srt").content.decode() == (
        "1\n00:00:01,000 --> 00:00:04,000\nОтключите питание\n"
    )
    assert teacher.get(f"{where}subtitles.exe").status_code == 404
    assert Client().get(f"{where}subtitles.vtt").status_code == 404  # a draft


def test_a_text_that_is_no_subtitles_has_none(teacher: Client) -> None:
    sent = send(teacher, "a.en.html", b"<p>a", rights="CC-BY-4.0")
    teacher.post(sent["location"])
    assert teacher.get("/units/a.a/versions/en/1/subtitles.vtt").status_code == 404
    assert "subtitles.vtt" not in said(teacher.get("/units/a.a/versions/en/1/"))
