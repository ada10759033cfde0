"""From what was asked of a large memory to lines of the table."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.memory_texts import DATA
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.workers import Worker

_BOUNDS = {"SQLite": 25.0, "PostgreSQL": 50.0}
_LEAST_FOUND = 0.97
_LANGUAGES = ("English", "Chinese")
_COMPARED = 10


def memory(worker: Worker, *, units: int, each: int) -> Iterator[Line]:
    """Yield what a memory of so many units takes; nothing where the manuals are absent."""
    if not DATA.is_dir():
        print(f"The memory is not measured: the manuals and lessons are not at {DATA}.\n")
        return
    filled = worker.ask("remember", units=units)
    group = f"memory of {filled['units']:,.0f} units, {worker.name}"
    yield _filling(f"{group}: made", filled)
    for language in _LANGUAGES:
        found = worker.ask("memory_ask", language=language, each=each)
        held = worker.ask("memory_hold_against", language=language, found=found)
        yield from _looking(group, language, held, _BOUNDS[worker.name])
        if worker.name == "PostgreSQL":
            yield from _beside(
                group,
                f"{language}, pg_trgm",
                worker.ask("memory_trigrams", language=language, count=_COMPARED),
            )
        else:
            yield from _beside(
                group,
                f"{language}, translate-toolkit",
                worker.ask("memory_toolkit", language=language, units=units, count=_COMPARED),
            )


def _filling(group: str, filled: dict[str, Any]) -> Line:
    return Line(
        group=group,
        what="filled",
        figures={
            "in all": f"{filled['seconds']:,.0f} s",
            "for the index": f"{filled['index_seconds']:,.0f} s",
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
