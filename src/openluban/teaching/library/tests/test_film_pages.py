"""The page that plays a film, its files in parts, and the page where films are kept."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.kernel.actor import SYSTEM
from openluban.teaching.library.models import Film, State, Unit
from openluban.teaching.library.queries.films import cues_by_language
from openluban.teaching.library.tests.made_films import mp4, subtitles, webm
from openluban.teaching.library.tests.make import RU, make_text, make_unit
from openluban.teaching.library.tests.test_film_deeds import make
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.views import film_pieces
from openluban.teaching.library.wording import length_words

pytestmark = pytest.mark.django_db
KEY = "sorter.safety"
READ = f"/units/{KEY}/read/"
FILMS = f"/units/{KEY}/films/"
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def unit(settings: Any, tmp_path: Path) -> Unit:
    settings.MEDIA_ROOT = tmp_path / "files"
    unit = make_unit()
    make_text(unit, body=subtitles("先断电"), is_published=True)
    make_text(unit, "ru", subtitles(), is_published=True)
    return unit


@pytest.fixture
def teacher() -> Client:
    return client_of(make_contributor())


def shown(response: Any) -> str:
    assert response.status_code in {200, 422}
    return re.sub(r"\s+", " ", response.content.decode())


def get(path: str, client: Client | None = None) -> str:
    with CaptureQueriesContext(connection) as queries:
        response = (client or Client()).get(path)
    assert len(queries) <= MOST_QUERIES, "\n".join(each["sql"] for each in queries)
    return shown(response)


def test_a_page_plays_the_film_with_subtitles_in_every_published_language() -> None:
    make(State.PUBLISHED)
    make(State.PUBLISHED, webm(data=b"larger"))
    page = get(f"{READ}ru/")
    assert page.count("<source ") == 2
    assert 'preload="metadata"' in page
    assert 'type="video/mp4"' in page
    tracks = re.findall(r"<track [^>]*>", page)
    assert [re.search('srclang="([^"]*)"', each)[1] for each in tracks] == ["zh-hans", "ru"]  # type: ignore[index]
    assert [" default" in each for each in tracks] == [False, True]
    assert f'src="/units/{KEY}/versions/ru/1/subtitles.vtt"' in tracks[1]
    assert "at 64 kbit/s that takes" in page
    assert "The film runs 0:03." in page
    assert page.count(" download>") >= 2
    assert "WebM" in page


def test_the_language_of_the_reader_is_spoken_first() -> None:
    make(State.PUBLISHED)
    page = shown(Client().get(READ, headers={"accept-language": "ru"}))
    assert re.search(r'srclang="ru" label="[^"]*" default', page)


def test_texts_and_drafts_are_no_tracks(unit: Unit) -> None:
    make(State.PUBLISHED)
    make_text(unit, "en", subtitles("Switch off"))
    make_text(unit, "ru", RU, is_published=True)
    assert set(cues_by_language(unit)) == {"zh-hans"}
    assert get(READ).count("<track ") == 1


def test_of_a_large_film_nothing_is_fetched_before_it_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(film_pieces, "LARGE", 10)
    make(State.PUBLISHED)
    assert 'preload="none"' in get(READ)


def test_a_draft_is_seen_and_fetched_by_those_who_write_alone(teacher: Client) -> None:
    film = make()
    address = f"{FILMS}{film.digest}.mp4"
    assert "<video" not in get(READ)
    assert Client().get(address).status_code == 404
    assert "<video" in get(READ, teacher)
    answer = teacher.get(address)
    assert b"".join(answer.streaming_content) == mp4()  # type: ignore[attr-defined]
    assert answer["Cache-Control"].startswith("private")


def test_a_public_film_of_a_proposed_unit_is_not_public(unit: Unit) -> None:
    film = make(State.PUBLISHED)
    Unit.objects.filter(pk=unit.pk).update(standing="proposed", is_shown=False)
    assert Client().get(f"{FILMS}{film.digest}.mp4").status_code == 404


def test_a_film_is_given_in_parts_and_never_as_a_page() -> None:
    film = make(State.PUBLISHED)
    address = f"{FILMS}{film.digest}.mp4"
    whole = Client().get(address)
    assert b"".join(whole.streaming_content) == mp4()  # type: ignore[attr-defined]
    assert whole["Content-Type"] == "video/mp4"
    assert whole["Content-Disposition"].startswith("attachment")
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole["Content-Security-Policy"]
    part = Client().get(address, headers={"range": "bytes=4-7"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftyp")  # type: ignore[attr-defined]
    assert part["Content-Range"] == f"bytes 4-7/{film.size}"
    assert Client().get(address, headers={"range": "bytes=99999-"}).status_code == 416
    assert Client().get(address, headers={"if-none-match": whole["ETag"]}).status_code == 304
    for other in (f"{film.digest}.webm", f"{film.digest}.html", f"{'0' * 64}.mp4", "x.mp4"):
        assert Client().get(FILMS + other).status_code == 404


def test_a_film_whose_bytes_are_lost_is_not_found(tmp_path: Path) -> None:
    film = make(State.PUBLISHED)
    next((tmp_path / "files").rglob("*.mp4")).unlink()
    assert Client().get(f"{FILMS}{film.digest}.mp4").status_code == 404
    assert "<video" in get(READ)


def send(client: Client, data: bytes, name: str = "clip.mp4") -> Any:
    return client.post(FILMS, {"file": SimpleUploadedFile(name, data)})


def test_a_film_goes_from_the_form_to_the_public(teacher: Client) -> None:
    assert "has no film yet" in get(FILMS, teacher)
    assert send(teacher, mp4())["location"] == FILMS
    film = Film.objects.get()
    assert "Waits for somebody of the other side" in get(FILMS, teacher)
    officer = client_of(make_officer())
    deed = f"{FILMS}{film.digest}/deed/"
    assert "It is right" in get(FILMS, officer)
    assert officer.post(deed, {"action": "review"}).status_code == 303
    assert ">Publish<" in get(FILMS, officer).replace(" <", "<").replace("> ", ">")
    assert officer.post(deed, {"action": "publish"}).status_code == 303
    assert "<video" in get(READ)
    assert "Take it away" not in get(FILMS, teacher)
    assert officer.post(deed, {"action": "take_away"}).status_code == 303
    assert "<video" not in get(READ)
    assert officer.post(deed, {"action": "other"}).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Choose a file that is not empty"),
        (b"<html>", "is no MP4 or WebM film"),
        (mp4()[:-1], "cut off or damaged"),
    ],
)
def test_the_form_says_what_is_wrong(teacher: Client, data: bytes, said: str) -> None:
    assert said in shown(send(teacher, data))
    assert not Film.objects.exists()


def test_the_form_takes_smaller_films_than_the_command(
    teacher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openluban.teaching.library.views.filming.MOST_BYTES", 100)
    assert "Make a smaller rendition" in shown(send(teacher, mp4()))
    assert send(teacher, mp4()).status_code == 422
    monkeypatch.undo()
    assert send(teacher, mp4()).status_code == 303
    assert "is there already" in shown(send(teacher, mp4()))


def test_strangers_are_sent_away_before_anything_is_read() -> None:
    def unread(*_args: Any) -> bytes:
        message = "it was read"
        raise AssertionError(message)

    body = SimpleNamespace(read=unread, readline=unread)
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "made-up"
    answer = client.request(
        **{
            "PATH_INFO": FILMS,
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": "150000000",
            "wsgi.input": body,
        }
    )
    assert answer.status_code == 302
    assert "/accounts/" in answer["location"] or "login" in answer["location"]


def test_a_forged_form_is_refused() -> None:
    teacher = client_of(make_contributor())
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = teacher.cookies
    assert send(forged, mp4()).status_code == 403
    assert not Film.objects.exists()


def test_a_film_may_be_longer_than_other_forms_and_no_longer(teacher: Client) -> None:
    for path, length, status in (
        (FILMS, 150_000_000, None),
        (FILMS, 2**31, 413),
        ("/resources/import/", 150_000_000, 413),
    ):
        answer = teacher.generic("POST", path, b"", "text/plain", CONTENT_LENGTH=str(length))
        assert (answer.status_code == 413) is (status == 413)
    answer = Client().generic("POST", FILMS, b"", "text/plain", CONTENT_LENGTH="150000000")
    assert answer.status_code == 413


def test_the_record_says_that_there_is_a_film() -> None:
    make(State.PUBLISHED)
    assert f'<a href="{READ}">Film</a>: MP4' in get(f"/units/{KEY}/")


def test_a_unit_without_a_text_shows_its_film_too() -> None:
    make_unit("sorter.bare")
    film = make(State.PUBLISHED)
    Film.objects.filter(pk=film.pk).update(unit=Unit.objects.get(key="sorter.bare"))
    assert "<video" in get("/units/sorter.bare/read/")


def test_what_is_public_is_asked_for_with_few_queries(teacher: Client) -> None:
    make(State.PUBLISHED)
    for number in range(3):
        make(State.PUBLISHED, mp4(data=bytes([number])))
    get(READ)
    get(READ, teacher)
    get(FILMS, teacher)


def test_lengths_are_told_as_players_do() -> None:
    assert [length_words(each) for each in (0, 400, 48_000, 3_723_000)] == [
        "",
        "0:01",
        "0:48",
        "1:02:03",
    ]


def test_publishing_renews_the_page_that_is_kept_for_everybody() -> None:
    film = make()
    client = Client()
    assert "<video" not in get(READ, client)
    publish_film(
        unit_key=KEY, digest=film.digest, without_review="test", actor=SYSTEM, at=film.made_at
    )
    assert "<video" in get(READ, client)
