"""From what was asked of a million units to lines of the table."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks import recall_texts
from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.workers import Worker

_BOUND = 50.0


def seeking(worker: Worker, *, units: int, each: int) -> Iterator[Line]:
    """Yield how quickly so many units are searched; nothing where the manuals are absent."""
    if not recall_texts.DATA.is_dir():
        print(f"Search is not measured: the manuals are not at {recall_texts.DATA}.\n")
        return
    worker.ask("prepare")
    filled = worker.ask("seek_fill", units=units)
    group = f"search in {units:,} units, {worker.name}"
    figures = {
        "in all": f"{filled['seconds']:,.0f} s",
        "of the processor": f"{filled['processor']:,.0f} s",
        "index": f"{filled['bytes'] / 1_000_000:,.0f} MB",
    }
    yield Line(group, "filled", figures, raw=filled)
    found = worker.ask("seek_ask", each=each)
    for kind in dict.fromkeys(row["kind"] for row in found):
        yield Line(group, kind, _figures([row for row in found if row["kind"] == kind]))
    p95 = quantile([row["seconds"] for row in found], 0.95) * 1_000
    yield Line(
        group, "all", _figures(found), ratio=p95, bound=_BOUND, unit=" ms", raw={"asked": found}
    )


def _figures(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {
        "asked": f"{len(rows):,}",
        "p50": milliseconds(quantile([row["seconds"] for row in rows], 0.5)),
        "p95": milliseconds(quantile([row["seconds"] for row in rows], 0.95)),
        "p95, processor": milliseconds(quantile([row["of_processor"] for row in rows], 0.95)),
        "bare index, p95": milliseconds(quantile([row["bare"] for row in rows], 0.95)),
        "found": f"{sum(row['hits'] > 0 for row in rows) / max(len(rows), 1):.0%}",
    }
