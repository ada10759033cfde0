"""A unit of a cmi5 course that goes out, launched by a learning system that writes all down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

import openluban.teaching.courseware.inside
from openluban.teaching.courseware.formats.writing import choice, foot, head
from tests.harness.browser import NARROW, Visitor, axe_violations, visiting

pytestmark = pytest.mark.browser
_INSIDE = Path(openluban.teaching.courseware.inside.__file__).parent
_ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "7"}}
_DONE = '<p><button type="button" data-done hidden>I have read this to the end</button></p>'
_PAGE = "".join(
    [
        head("传感器", "zh-hans", "../", "CC-BY-4.0", script="unit.js"),
        choice(["zh-hans", "ru"]),
        '<main><article lang="zh-Hans"><h1>传感器</h1>' + foot("1", _DONE) + "</article>",
        '<article lang="ru"><h1>Датчики</h1>' + foot("1", _DONE) + "</article>",
        "</main></body></html>",
    ]
)


@dataclass
class System:
    """A learning system: what it hands out, and what it was told."""

    mode: str = "Normal"
    preferred: str = ""
    address: str = ""
    statements: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    tokens: int = 0

    def answer(self, method: str, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        """Answer a request to the record store."""
        if path == "/fetch":
            self.tokens += method == "POST"
            return 200, {"auth-token": "c2VjcmV0"}
        if path == "/lrs/agents/profile":
            known = {"languagePreference": self.preferred}
            return (200, known) if self.preferred else (404, None)
        if path == "/lrs/activities/state" and asked["stateId"] == "LMS.LaunchData":
            given = {"contextActivities": {"grouping": [{"id": "urn:publisher"}]}}
            back = f"{self.address}/back"
            return 200, {"launchMode": self.mode, "contextTemplate": given, "returnURL": back}
        if path == "/lrs/activities/state":
            found = self.states.get(asked["stateId"])
            return (200, found) if found else (404, None)
        return 404, None

    def take(self, path: str, asked: dict[str, str], body: Any) -> int:
        """Take a statement or a state."""
        if path == "/lrs/statements":
            assert asked["statementId"] == body["id"]
            self.statements.append(body)
        else:
            self.states[asked["stateId"]] = body
        return 204

    @property
    def verbs(self) -> list[str]:
        """What happened, in order."""
        return [each["verb"]["id"].rpartition("/")[2] for each in self.statements]


_FILES = {
    "/units/a.html": ("text/html", _PAGE.encode()),
    "/unit.js": ("text/javascript", (_INSIDE / "unit.js").read_bytes()),
    "/unit.css": ("text/css", (_INSIDE / "unit.css").read_bytes()),
    "/back": ("text/html", b"<title>Back</title>"),
    "/favicon.ico": ("image/png", b""),
}


class Handler(BaseHTTPRequestHandler):
    """Gives files out and passes the rest on to the learning system."""

    system: System

    def _split(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        if parts.path.startswith("/lrs/"):
            needed = ("Basic c2VjcmV0", "1.0.3")
            names = ("Authorization", "X-Experience-API-Version")
            if tuple(self.headers.get(name) for name in names) != needed:
                self.system.refused.append(self.path)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        path, asked = self._split()
        if path in _FILES:
            self._send(200, *_FILES[path])
            return
        status, found = self.system.answer("GET", path, asked)
        self._send(status, "application/json", json.dumps(found).encode())

    def do_POST(self) -> None:
        status, found = self.system.answer("POST", *self._split())
        self._send(status, "application/json", json.dumps(found).encode())

    def do_PUT(self) -> None:
        path, asked = self._split()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(self.system.take(path, asked, body), "text/plain", b"")

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture
def system() -> Iterator[System]:
    made = System()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Launched", (Handler,), {"system": made}))
    made.address = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with visiting(browser, Visitor(width=NARROW, language="ru")) as opened:
        yield opened


def launched(page: Page, system: System) -> None:
    asked = {
        "endpoint": f"{system.address}/lrs",
        "fetch": f"{system.address}/fetch",
        "actor": json.dumps(_ACTOR),
        "registration": "a7b6b0c2-4c0c-4c9f-9d0e-2c1c7a1d9a11",
        "activityId": "urn:unit",
    }
    page.goto(f"{system.address}/units/a.html?{urlencode(asked)}")
    page.wait_for_load_state("networkidle")


def test_begun_read_to_the_end_and_left(page: Page, system: System) -> None:
    launched(page, system)
    assert system.verbs == ["initialized"]
    page.get_by_role("button", name="I have read this").click()
    page.wait_for_url("**/back")
    assert system.verbs == ["initialized", "completed", "terminated"]
    assert (system.tokens, system.refused) == (1, [])
    first, completed, last = system.statements
    for each in system.statements:
        assert each["actor"] == _ACTOR
        assert each["object"]["id"] == "urn:unit"
        context = each["context"]
        assert context["registration"].startswith("a7b6b0c2")
        assert context["contextActivities"]["grouping"] == [{"id": "urn:publisher"}]
        assert _categories(each)[0].endswith("/cmi5")
    assert "result" not in first
    assert completed["result"]["completion"] is True
    assert completed["result"]["duration"].startswith("PT")
    assert _categories(completed)[1].endswith("/moveon")
    assert set(last["result"]) == {"duration"}
    assert len({each["id"] for each in system.statements}) == 3


def _categories(statement: dict[str, Any]) -> list[str]:
    return [each["id"] for each in statement["context"]["contextActivities"]["category"]]


def test_what_was_completed_once_is_not_completed_again(page: Page, system: System) -> None:
    system.states["openluban.completed"] = {"completed": True}
    launched(page, system)
    page.get_by_role("button", name="I have read this").click()
    page.wait_for_url("**/back")
    assert system.verbs == ["initialized", "terminated"]


def test_who_only_browses_completes_nothing(page: Page, system: System) -> None:
    system.mode = "Browse"
    launched(page, system)
    page.get_by_role("button", name="I have read this").click()
    page.wait_for_url("**/back")
    assert system.verbs == ["initialized", "terminated"]


def test_who_goes_away_has_left(page: Page, system: System) -> None:
    launched(page, system)
    page.goto("about:blank")
    page.wait_for_timeout(500)
    assert system.verbs == ["initialized", "terminated"]


def test_the_language_is_the_learners(page: Page, system: System) -> None:
    system.preferred = "zh-CN,en"
    launched(page, system)
    assert page.locator("article:visible").get_attribute("lang") == "zh-Hans"
    page.get_by_role("button", name="русский").click()
    assert page.locator("article:visible").get_attribute("lang") == "ru"
    assert page.locator("html").get_attribute("lang") == "ru"


def test_by_itself_it_is_a_page_like_any_other(page: Page, system: System, axe: str) -> None:
    page.goto(f"{system.address}/units/a.html")
    assert page.locator("article:visible").get_attribute("lang") == "ru"
    assert page.get_by_role("button", name="I have read this").count() == 0
    assert system.statements == []
    assert axe_violations(page) == []
