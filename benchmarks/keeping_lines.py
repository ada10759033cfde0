"""A program sends statements and asks for them, over HTTP, as ``luban serve`` answers."""

import socket
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import orjson

from benchmarks.clients import ask, connect
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.servers import serving
from benchmarks.statement_texts import LEARNERS, agent, statement
from benchmarks.workers import Worker

_RALPH = 49.0
"""Single statements a second of Ralph 5.1.0, measured on such a machine; of those that it installs
with, no store that takes more than one write is at hand here."""
_TIMES_RALPH = 10.0
_HALF = 0.5
_MOST_SECONDS = 0.010
_LAST = 50
_EACH = 100
_BATCHES = 40
_ASKED = 300


def keep(worker: Worker, *, stored: int, seconds: float) -> Iterator[Line]:
    """Yield rates of storing beside plain SQL, and times of asking with so many stored."""
    key = worker.ask("keep_prepare")
    filled = worker.ask("keep_fill", count=stored)
    bare = worker.ask("keep_bare", first=stored, batches=_BATCHES, each=_EACH)
    group = f"{stored:,} statements, {worker.name}"
    served = worker.environment | {"LUBAN_STATEMENT_RATE": "1000000"}
    with serving("benchmarks.wsgi:application", served, "/xAPI/about") as port:
        single = _stored(port, key, stored * 2, 1, seconds)
        batch = _stored(port, key, stored * 3, _EACH, seconds)
        times = _asked(port, key)
    yield Line(group, "filling, transactions of 10,000", {"statements/s": f"{filled:,.0f}"})
    yield Line(group, "plain insert, one a transaction", {"statements/s": f"{bare['alone']:,.0f}"})
    yield Line(
        group,
        "one at a time (ratio: to Ralph’s 49)",
        {"statements/s": f"{single:,.0f}"},
        ratio=single / _RALPH,
        bound=_TIMES_RALPH,
        at_least=True,
    )
    yield Line(group, "plain executemany, bytes alone", {"statements/s": f"{bare['bytes']:,.0f}"})
    yield Line(group, "plain executemany, all rows", {"statements/s": f"{bare['rows']:,.0f}"})
    yield Line(
        group,
        f"batches of {_EACH} (ratio: to all rows)",
        {"statements/s": f"{batch:,.0f}"},
        ratio=batch / bare["rows"],
        bound=_HALF,
        at_least=True,
    )
    tail = quantile(times, 0.95)
    yield Line(
        group,
        f"a learner’s last {_LAST}",
        {"p50": milliseconds(quantile(times, 0.5)), "p95": milliseconds(tail)},
        ratio=tail,
        bound=_MOST_SECONDS,
        unit=" s",
    )


def _stored(port: int, key: str, first: int, each: int, seconds: float) -> float:
    """Return how many statements a second one client stores over one connection."""
    number = first

    def body() -> bytes:
        nonlocal number
        made = [statement(place) for place in range(number, number + each)]
        number += each
        return orjson.dumps(made if each > 1 else made[0])

    ready = [_request("POST", "/xAPI/statements", key, body()) for _ in range(_many(each, seconds))]
    took = _timed(port, ready, lambda spent: spent > seconds)
    return len(took) * each / sum(took)


def _many(each: int, seconds: float) -> int:
    return int(seconds * 2_000) if each == 1 else int(seconds * 200)


def _asked(port: int, key: str) -> list[float]:
    requests = []
    for place in range(_ASKED):
        who = quote(orjson.dumps(agent(place * 61 % LEARNERS)))
        address = f"/xAPI/statements?agent={who}&limit={_LAST}"
        requests.append(_request("GET", address, key, b""))
    return _timed(port, requests, lambda _spent: False)


def _timed(port: int, requests: list[bytes], is_enough: Callable[[float], bool]) -> list[float]:
    took: list[float] = []
    with connect(port) as server:
        _answered(server, requests[0])
        for request in requests[1:]:
            begun = time.perf_counter()
            _answered(server, request)
            took.append(time.perf_counter() - begun)
            if is_enough(sum(took)):
                break
    return took


def _answered(server: socket.socket, request: bytes) -> None:
    status, body = ask(server, request)
    if status != 200:  # noqa: PLR2004
        message = f"the store answered {status}: {body[:200]!r}"
        raise RuntimeError(message)


def _request(method: str, address: str, key: str, body: bytes) -> bytes:
    head = (
        f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {key}\r\n"
        "X-Experience-API-Version: 2.0.0\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
