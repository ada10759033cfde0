"""A program sends statements and asks for them, over HTTP, as ``luban serve`` answers."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import orjson

from benchmarks.clients import Store, ask, connect
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.ralph import WHAT, running_ralph
from benchmarks.servers import serving
from benchmarks.statement_texts import LEARNERS, agent, statement
from benchmarks.workers import Worker

_RALPH = 49.0
"""Single statements a second of Ralph 5.1.0, measured on such a machine before; what it does in the
same run, with the only store of its own that is at hand, is told beside."""
_TIMES_RALPH, _BATCHES_RALPH = 10.0, 2.0
_HALF = 0.5
_MOST_SECONDS = 0.010
_LAST = 50
_EACH = 100
_BATCHES = 40
_ASKED = 300


@dataclass(frozen=True)
class Rates:
    """Statements a second that a store takes one at a time, and in batches."""

    single: float
    batch: float


def beside(folder: Path, *, seconds: float) -> Rates | None:
    """Measure Ralph, if it can be had: its store is empty at first, and is not durable."""
    with running_ralph(folder) as store:
        if store is None:
            return None
        single = _stored(store, 0, 1, seconds)
        return Rates(single, _stored(store, 10_000_000, _EACH, seconds))


def told(peer: Rates | None) -> Iterator[Line]:
    """Yield what was measured of Ralph."""
    group = f"{WHAT}, a file, not durable" if peer else f"{WHAT} could not be installed"
    for what, rate in (
        ("one at a time, from none stored", peer and peer.single),
        (f"batches of {_EACH} after them", peer and peer.batch),
    ):
        yield Line(group, what, {"statements/s": f"{rate:,.0f}" if rate else ""})


def keep(worker: Worker, peer: Rates | None, *, stored: int, seconds: float) -> Iterator[Line]:
    """Yield rates of storing beside plain SQL, and times of asking with so many stored."""
    key = worker.ask("keep_prepare")
    filled = worker.ask("keep_fill", count=stored)
    bare = worker.ask("keep_bare", first=stored, batches=_BATCHES, each=_EACH)
    group = f"{stored:,} statements, {worker.name}"
    served = worker.environment | {"LUBAN_STATEMENT_RATE": "1000000"}
    with serving("benchmarks.wsgi:application", served, "/xAPI/about") as port:
        store = Store(port, key)
        single = _stored(store, stored * 2, 1, seconds)
        batch = _stored(store, stored * 3, _EACH, seconds)
        times = _asked(store)
    for what, rate in (
        ("filling, transactions of 10,000", filled),
        ("plain insert, one a transaction", bare["alone"]),
        ("plain executemany, bytes alone", bare["bytes"]),
        ("plain executemany, all rows", bare["rows"]),
    ):
        yield Line(group, what, {"statements/s": f"{rate:,.0f}"})
    yield _held("one at a time (ratio: to Ralph’s 49)", group, single, _RALPH, _TIMES_RALPH)
    yield _held(f"batches of {_EACH} (ratio: to all rows)", group, batch, bare["rows"], _HALF)
    if peer:
        yield _held("the same (ratio: to Ralph’s)", group, batch, peer.batch, _BATCHES_RALPH)
    tail = quantile(times, 0.95)
    yield Line(
        group,
        f"a learner’s last {_LAST}",
        {"p50": milliseconds(quantile(times, 0.5)), "p95": milliseconds(tail)},
        ratio=tail,
        bound=_MOST_SECONDS,
        unit=" s",
    )


def _held(what: str, group: str, rate: float, other: float, bound: float) -> Line:
    told_as = {"statements/s": f"{rate:,.0f}"}
    return Line(group, what, told_as, ratio=rate / other, bound=bound, at_least=True)


def _stored(store: Store, first: int, each: int, seconds: float) -> float:
    """Return how many statements a second one client stores over one connection."""
    number = first

    def body() -> bytes:
        nonlocal number
        made = [statement(place) for place in range(number, number + each)]
        number += each
        return orjson.dumps(made if each > 1 else made[0])

    ready = [_request("POST", store, "", body()) for _ in range(_many(each, seconds))]
    took = _timed(store.port, ready, lambda spent: spent > seconds)
    return len(took) * each / sum(took)


def _many(each: int, seconds: float) -> int:
    return int(seconds * 2_000) if each == 1 else int(seconds * 200)


def _asked(store: Store) -> list[float]:
    requests = []
    for place in range(_ASKED):
        who = quote(orjson.dumps(agent(place * 61 % LEARNERS)))
        requests.append(_request("GET", store, f"?agent={who}&limit={_LAST}", b""))
    return _timed(store.port, requests, lambda _spent: False)


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


def _request(method: str, store: Store, asked: str, body: bytes) -> bytes:
    head = (
        f"{method} {store.address}{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: {store.key}\r\nX-Experience-API-Version: {store.version}\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
