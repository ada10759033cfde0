"""Asking machines that somebody else chose: limits, redirects, private networks."""

import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest

from openluban.teaching.harvest import fetching
from openluban.teaching.harvest.errors import Failed
from openluban.teaching.harvest.fetching import Asker, is_fit, is_public
from openluban.teaching.harvest.tests.repository import Given, Sent, serving

VERB = {"verb": "Identify"}


def asker(url: str, slept: list[float] | None = None) -> Asker:
    waits = [] if slept is None else slept
    return Asker(url, allows_private=True, sleep=waits.append)


def why(answer: Any) -> str:
    with serving(lambda _given: answer) as url, pytest.raises(Failed) as failed:
        asker(url).ask(VERB)
    return str(failed.value.code)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Sent("<a/>", kind="text/html"), "not_xml"),
        (Sent("<a/>", status=404), "http_status"),
        (Sent(status=302, headers={"Location": "http://other.example/oai"}), "redirected_away"),
        (Sent(status=302, headers={"Location": "http://127.0.0.1:1/oai"}), "redirected_away"),
        (Sent(status=302, headers={"Location": "file:///etc/passwd"}), "redirected_away"),
        (Sent(status=301, headers={"Location": "/oai"}), "redirects"),
        (Sent("plain", headers={"Content-Encoding": "gzip"}), "not_xml"),
        (Sent("x", headers={"Content-Encoding": "br"}), "not_xml"),
        (Sent(gzip.compress(b"<a/>")[:-9], headers={"Content-Encoding": "gzip"}), "unreachable"),
        (Sent(status=503), "busy"),
    ],
)
def test_what_is_no_answer_is_refused(answer: Sent, code: str) -> None:
    assert why(answer) == code


def test_an_answer_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 100_000)
    bomb = gzip.compress(b" " * 50_000_000)
    assert why(Sent(bomb, headers={"Content-Encoding": "gzip"})) == "too_large"
    assert why(Sent(b" " * 200_000)) == "too_large"
    with serving(lambda _given: Sent(b" " * 100_000)) as url:
        assert len(asker(url).ask(VERB)) == 100_000


def test_packed_answers_and_redirects_on_the_same_machine_are_followed() -> None:
    def answer(given: Given) -> Sent:
        if "moved" not in given:
            return Sent(status=307, headers={"Location": "/oai?moved=1"})
        return Sent(gzip.compress(b"<a/>"), headers={"Content-Encoding": "gzip"})

    with serving(answer) as url:
        assert asker(url).ask(VERB) == b"<a/>"


def _next(answers: list[Sent], _given: Given) -> Sent:
    return answers.pop(0)


def test_who_is_asked_to_wait_waits_within_limits() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    for told, expected in (("7", 7), (later, 89), ("", 10), ("soon", 10), ("-5", 10)):
        answers = [Sent(status=503, headers={"Retry-After": told}), Sent("<a/>")]
        slept: list[float] = []
        with serving(partial(_next, answers)) as url:
            assert asker(url, slept).ask(VERB) == b"<a/>"
        assert slept == [pytest.approx(expected, abs=5 if expected == 89 else 0)]
    assert why(Sent(status=503, headers={"Retry-After": "86400"})) == "busy"


def test_an_answer_drop_by_drop_is_cut_off() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/oai"
        slow = Asker(url, allows_private=True, sleep=lambda _seconds: None, seconds=0.3)
        with pytest.raises(Failed, match="too_slow"):
            slow.ask(VERB)


def test_where_nobody_listens_there_is_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/oai"
        with pytest.raises(Failed, match="unreachable"):
            asker(url).ask(VERB)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "0.0.0.0"])  # noqa: S104
def test_private_machines_are_not_asked_unless_meant(host: str) -> None:
    with pytest.raises(Failed, match="private_address"):
        Asker(f"http://{host}/oai").ask(VERB)


def test_a_name_that_leads_inwards_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_args: object, **_named: object) -> list[Any]:
        public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80))
        private = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))
        return [public, private]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(Failed, match="private_address"):
        Asker("http://repository.example/oai").ask(VERB)


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_which_machines_everybody_reaches(address: str, is_open: bool) -> None:  # noqa: FBT001
    assert is_public(address) is is_open


def test_addresses_of_repositories() -> None:
    assert is_fit("https://repository.example:8443/oai/request")
    for wrong in ("ftp://a.example/", "https:///oai", "https://a.example/#b", "https://a\t/"):
        assert not is_fit(wrong)
