"""From what was asked of a large memory to lines of the table."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.memory_texts import DATA
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.workers import Worker

_BOUNDS = {"SQLite": 25.0, "PostgreSQL": 50.0}
_LEAST_FOUND = 0.97
_LANGUAGES = ("English", "Chinese")
_PEERS = {
    "SQLite": ("memory_toolkit", "translate-toolkit"),
    "PostgreSQL": ("memory_trigrams", "pg_trgm"),
}
_COMPARED = 10
_HELD = 200_000
"""What peers are given of the memory: with all of it each question takes them many seconds."""


def fill(workers: Sequence[Worker], *, units: int) -> list[dict[str, Any]]:
    """Let all workers fill their memories, side by side; return what each took."""
    if not DATA.is_dir():
        print(f"The memory is not measured: the manuals and lessons are not at {DATA}.\n")
        return []
    for worker in workers:
        worker.begin("remember", units=units)
    return [worker.answer() for worker in workers]


def memory(
    worker: Worker, filled: dict[str, Any], best: dict[str, float], *, units: int, each: int
) -> Iterator[Line]:
    """Yield how a filled memory answers.

    ``best`` has what a comparison with every text finds, by the text asked for. It is made for the
    first memory; the others hold the same texts and are asked for the same.
    """
    group = f"memory of {filled['units']:,.0f} units, {worker.name}"
    yield _filling(f"{group}: made", filled)
    for language in _LANGUAGES:
        found = worker.ask("memory_ask", language=language, each=each)
        if any(one["text"] not in best for one in found):
            told = worker.ask("memory_exhaustive", language=language, found=found)
            texts = [one["text"] for one in found]
            best |= dict(zip(texts, told, strict=True))
        held = [{**one, "is_best": best[one["text"]] <= one["best"] + 1e-6} for one in found]
        yield from _looking(group, language, held, _BOUNDS[worker.name])
        peer, name = _PEERS[worker.name]
        told = worker.ask(peer, language=language, most=min(units, _HELD), count=_COMPARED)
        yield from _beside(group, f"{language}, {name}", told)


def _filling(group: str, filled: dict[str, Any]) -> Line:
    return Line(
        group=group,
        what="filled",
        figures={
            "in all": f"{filled['seconds']:,.0f} s",
            "for the index": f"{filled['index']:,.0f} s",
            "tidied": f"{filled['tidy']:,.0f} s",
            "index": _megabytes(filled["index_bytes"]),
            "texts and units": _megabytes(filled["rest_bytes"]),
        },
        raw=filled,
    )


def _megabytes(size: float) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size else "not told"


def _looking(
    group: str, language: str, held: Sequence[dict[str, Any]], bound: float
) -> Iterator[Line]:
    kinds = list(dict.fromkeys(one["kind"] for one in held))
    for kind in sorted(kinds):
        some = [one for one in held if one["kind"] == kind]
        yield Line(group, f"{language}, {kind}", _figures(some), raw={"asked": some})
    seconds = [one["seconds"] for one in held]
    yield Line(
        group,
        f"{language}, all",
        _figures(held),
        ratio=quantile(seconds, 0.95) * 1_000,
        bound=bound,
        unit=" ms",
    )
    yield Line(
        group,
        f"{language}, best match found",
        {},
        ratio=_found(held),
        bound=_LEAST_FOUND,
        at_least=True,
    )


def _figures(some: Sequence[dict[str, Any]]) -> dict[str, str]:
    seconds = [one["seconds"] for one in some]
    worked = [one["of_processor"] for one in some]
    return {
        "asked": f"{len(some):,}",
        "p50": milliseconds(quantile(seconds, 0.5)),
        "p95": milliseconds(quantile(seconds, 0.95)),
        "p95, processor": milliseconds(quantile(worked, 0.95)),
        "best found": f"{_found(some):.1%}",
    }


def _found(some: Sequence[dict[str, Any]]) -> float:
    return float(sum(bool(one["is_best"]) for one in some) / len(some))


def _beside(group: str, what: str, told: dict[str, Any]) -> Iterator[Line]:
    if not told:
        yield Line(group, f"{what}: not on this machine", {})
        return
    yield Line(
        group,
        f"{what}, on {told['texts']:,} texts",
        {
            "asked": f"{len(told['seconds']):,}",
            "p50": milliseconds(quantile(told["seconds"], 0.5)),
            "p95": milliseconds(quantile(told["seconds"], 0.95)),
            "for the index": f"{told['built']:,.0f} s",
            "index": _megabytes(told.get("bytes", 0)),
        },
        raw=told,
    )
