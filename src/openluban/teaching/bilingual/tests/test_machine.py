"""The machine plug: off by default, asked over HTTP, never trusted, marked for ever."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.bilingual.errors import MachineOff, MachineSilent, SegmentTooLong
from openluban.teaching.bilingual.machine.clients import MOST_BYTES
from openluban.teaching.bilingual.models import MachineMade
from openluban.teaching.bilingual.tests.make import AT, HOST
from openluban.teaching.bilingual.use_cases.translate_by_machine import translate_by_machine

pytestmark = pytest.mark.django_db


class FakeMachine(ThreadingHTTPServer):
    """A server of our own that answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str | None, Any]] = []
        self.answer: tuple[int, bytes] = (
            200,
            b'{"translatedText": " \\u0421\\u0442\\u043e\\u043f. "}',
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, FakeMachine)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, self.headers.get("Authorization"), body))
        status, data = server.answer
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{server.url}/elsewhere")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def machine(settings: Any) -> Iterator[FakeMachine]:
    """Run a machine that the settings name."""
    server = FakeMachine()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.LUBAN_MACHINE_TRANSLATION_URL = server.url
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(source: str = "停止。", **changed: Any) -> MachineMade:
    values = {"source": source, "languages": ("zh-hans", "ru"), "actor": HOST, "at": AT}
    return translate_by_machine(**{**values, **changed})


def test_it_is_off_unless_the_settings_name_one() -> None:
    with pytest.raises(MachineOff):
        ask()


def test_libretranslate_is_asked_once_and_what_it_gave_is_kept(
    machine: FakeMachine, settings: Any
) -> None:
    settings.LUBAN_MACHINE_TRANSLATION_KEY = "secret"
    made = ask()
    assert (made.text, made.engine) == ("Стоп.", "libretranslate 127.0.0.1")
    wanted = {"q": "停止。", "source": "zh", "target": "ru", "format": "text", "api_key": "secret"}
    assert machine.asked == [("/translate", None, wanted)]
    assert ask().pk == made.pk
    assert len(machine.asked) == 1


def test_a_machine_that_chats(machine: FakeMachine, settings: Any) -> None:
    settings.LUBAN_MACHINE_TRANSLATION_KIND = "chat"
    settings.LUBAN_MACHINE_TRANSLATION_KEY = "secret"
    settings.LUBAN_MACHINE_TRANSLATION_MODEL = "small"
    answer = {"choices": [{"message": {"content": "Стоп."}}]}
    machine.answer = (200, json.dumps(answer).encode())
    assert ask().engine == "chat 127.0.0.1 small"
    ((path, key, body),) = machine.asked
    assert (path, key) == ("/chat/completions", "Bearer secret")
    assert (body["model"], body["messages"][1]) == ("small", {"role": "user", "content": "停止。"})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((500, b"{}"), "HTTP 500"),
        ((302, b"{}"), "HTTP 302"),
        ((200, b"no"), "the answer is no JSON"),
        ((200, b"[]"), "an empty answer"),
        ((200, b'{"translatedText": 7}'), "an empty answer"),
        ((200, b'"' + b"x" * MOST_BYTES + b'"'), "the answer is too long"),
    ],
)
def test_a_machine_that_answers_nonsense(
    machine: FakeMachine, answer: tuple[int, bytes], why: str
) -> None:
    machine.answer = answer
    with pytest.raises(MachineSilent) as silent:
        ask()
    assert silent.value.details["why"] == why
    assert len(machine.asked) == 1
    assert not MachineMade.objects.exists()


def test_a_machine_that_is_not_there(settings: Any) -> None:
    for url, kind in (("http://127.0.0.1:9", "libretranslate"), ("file:///etc", "chat")):
        settings.LUBAN_MACHINE_TRANSLATION_URL = url
        settings.LUBAN_MACHINE_TRANSLATION_KIND = kind
        with pytest.raises(MachineSilent):
            ask()


def test_what_is_refused(machine: FakeMachine) -> None:
    with pytest.raises(NotAllowed):
        ask(actor=PUBLIC)
    with pytest.raises(SegmentTooLong):
        ask("x" * 5_001)
    assert machine.asked == []
