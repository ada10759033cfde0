"""Home and a list under eight clients, beside a Django view that hands out the same bytes."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.clients import Load, ask_at_once, fetch
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.servers import serving
from benchmarks.workers import Worker

CLIENTS = 8
PAGES = {"home": "/", "list": "/workshops/"}
_LEAST = 1 / 3
_SECONDS_TO_WARM = 0.5
"""Each worker of the server makes a page once; after that it is kept."""


@dataclass
class _Ports:
    """Where the same installation is served: with kept pages, without, and a bare Django."""

    keeping: int
    anew: int
    bare: int


def crowd(worker: Worker, *, rounds: int, seconds: float) -> Iterator[Line]:
    """Yield a line for each page and way; the ways take turns within each round."""
    folder = worker.home / "bytes"
    folder.mkdir(exist_ok=True)
    given = worker.environment | {"LUBAN_BENCH_BYTES": str(folder)}
    with ExitStack() as stack:
        keeping = stack.enter_context(
            serving("benchmarks.wsgi:application", given | {"LUBAN_BENCH_KEEPS": "1"}, "/")
        )
        _keep(keeping, folder)
        anew = stack.enter_context(serving("benchmarks.wsgi:application", given, "/"))
        bare = stack.enter_context(
            serving("benchmarks.bare:application", given, "/bench/same/home/")
        )
        ports = _Ports(keeping, anew, bare)
        for name, address in PAGES.items():
            _round(ports, name, address, _SECONDS_TO_WARM)
            taken = [_round(ports, name, address, seconds) for _ in range(rounds)]
            yield from _lines(worker.name, name, taken)


def _keep(port: int, folder: Path) -> None:
    """Write down the pages as they go over the wire."""
    for name, address in PAGES.items():
        (folder / name).write_bytes(fetch(port, address)[1])


def _round(ports: _Ports, name: str, address: str, seconds: float) -> dict[str, Load]:
    same = f"/bench/same/{name}/"
    return {
        "memory": ask_at_once(ports.keeping, same, clients=CLIENTS, seconds=seconds),
        "kept": ask_at_once(ports.keeping, address, clients=CLIENTS, seconds=seconds),
        "anew": ask_at_once(ports.anew, address, clients=CLIENTS, seconds=seconds),
        "bare": ask_at_once(ports.bare, same, clients=CLIENTS, seconds=seconds),
    }


_WAYS = {
    "memory": "the same bytes from memory",
    "kept": "as served",
    "anew": "with no page kept",
    "bare": "the same bytes, Django without middleware",
}


def _lines(database: str, name: str, taken: list[dict[str, Load]]) -> Iterator[Line]:
    for way, words in _WAYS.items():
        rate = median(loads[way].rate for loads in taken)
        times = [one for loads in taken for one in loads[way].seconds]
        yield Line(
            group=f"{CLIENTS} clients, {database}",
            what=f"{name}, {words}",
            figures={
                "answers/s": f"{rate:,.0f}",
                "p50": milliseconds(quantile(times, 0.5)),
                "p95": milliseconds(quantile(times, 0.95)),
            },
            ratio=None if way == "memory" else _ratio(taken, way),
            bound=_LEAST if way == "kept" else None,
            at_least=True,
            raw={"rates": [loads[way].rate for loads in taken]},
        )


def _ratio(taken: list[dict[str, Load]], way: str) -> float:
    return median(loads[way].rate / loads["memory"].rate for loads in taken)
