"""The origin of courses gives out the files of an open unit, and nothing else; the site none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from openluban.learning.launches.models import Session
from openluban.learning.launches.tests.make import (
    ORIGIN,
    SITE,
    content_client,
    launched,
    make_course,
    make_enrolled,
    open_unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]


@pytest.fixture
def place() -> str:
    """Where the files of a unit lie that was opened just now."""
    make_course()
    address = launched(make_enrolled().actor)
    assert address.startswith(f"{ORIGIN}/")
    return "/" + address.removeprefix(f"{ORIGIN}/").partition("/")[0]


def test_an_open_unit_has_its_files(place: str) -> None:
    client = content_client()
    page = client.get(f"{place}/units/01-first.html")
    assert page.status_code == 200
    assert b"A pump moves water." in page.content
    assert client.get(f"{place}/unit.js")["Content-Type"].startswith("text/javascript")
    assert client.get(f"{place}/unit.css").status_code == 200
    policy = page["Content-Security-Policy"]
    assert f"connect-src {SITE}/xAPI/ {SITE}/launches/fetch/;" in policy
    assert "default-src 'none'" in policy
    assert "sandbox allow-scripts allow-same-origin" in policy
    assert "unsafe" not in policy
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert client.head(f"{place}/unit.js").content == b""


@pytest.mark.parametrize(
    "path", ["cmi5.xml", "units/../cmi5.xml", "../unit.js", "units/", "", "units/none.html"]
)
def test_nothing_else_of_the_package(path: str, place: str) -> None:
    assert content_client().get(f"{place}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/library/", "/accounts/login/", "/healthz", "/api/v1/workshops", "/robots.txt"),
        *("/xAPI/about", "/static/ui/openluban.css", "/launches/", "/learners/"),
        *("/launches/fetch/x/", f"/{'a' * 43}/units/01-first.html", "/i18n/setlang/"),
    ],
)
def test_nothing_of_the_site(path: str) -> None:
    for host in ("content.localhost:8000", "content.localhost", "CONTENT.localhost.:9"):
        answer = Client(headers={"host": host}).get(path)
        assert answer.status_code == 404, host
        assert answer.content == b"404\n"
        assert not answer.cookies
    assert content_client().post(path).status_code == 405
    assert content_client().options(path).status_code == 405


def test_the_site_has_no_content(place: str) -> None:
    assert Client().get(f"{place}/units/01-first.html").status_code == 404
    assert Client().get(f"{place}/unit.js").status_code == 404


def test_cookies_are_neither_read_nor_set(place: str) -> None:
    client = content_client()
    client.cookies["sessionid"] = "somebody"
    answer = client.get(f"{place}/units/01-first.html")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_what_was_left_is_gone_and_leads_back() -> None:
    make_course()
    unit = open_unit(make_enrolled().actor)
    unit.say("initialized", "terminated")
    answer = content_client().get(unit.path)
    assert answer.status_code == 410
    assert f'href="{SITE}/launches/courses/pumps/"'.encode() in answer.content


def test_a_session_of_yesterday_is_gone() -> None:
    make_course()
    unit = open_unit(make_enrolled().actor)
    assert content_client().get(unit.path).status_code == 200
    Session.objects.update(launched_at=datetime.now(UTC) - timedelta(hours=13))
    assert content_client().get(unit.path).status_code == 410
    assert unit.program.ask("GET", "statements").status_code == 403


def test_pages_elsewhere_may_not_ask_the_store() -> None:
    make_course()
    unit = open_unit(make_enrolled().actor)
    asked = {"origin": "https://elsewhere.example"}
    for answer in (
        unit.program.ask("GET", "statements", headers=asked),
        unit.program.ask("OPTIONS", "statements", headers=asked),
        Client().post(unit.fetch, headers=asked),
    ):
        assert answer["Access-Control-Allow-Origin"] == ORIGIN
        assert "Access-Control-Allow-Credentials" not in answer


def test_the_fetch_address_speaks_as_cmi5_says() -> None:
    make_course()
    fetch = open_unit(make_enrolled().actor).fetch
    again = Client().post(fetch)
    assert again.status_code == 200
    assert again["Content-Type"] == "application/json"
    assert again.json()["error-code"] == "1"
    assert again.json()["error-text"]
    assert Client().post("/launches/fetch/nothing/").json()["error-code"] == "2"
    assert Client().get(fetch).status_code == 405


def test_without_an_origin_its_host_is_no_host_of_ours(settings: Any) -> None:
    settings.LUBAN_CONTENT_ORIGIN = ""
    settings.ALLOWED_HOSTS = ["testserver"]
    assert content_client().get("/").status_code == 400
