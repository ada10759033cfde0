"""From what the workers measured to lines of the table."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from benchmarks.numbers import Line, milliseconds, quantile
from benchmarks.workers import Worker

_MOST_GROWTH = 3.0
_MOST_OVER_SQL = 1.5
_LEAST_OF_PLAIN = 0.25
_SECONDS_TO_RECONCILE = 2.0


def pages(small: Worker, large: Worker, *, rounds: int, times: int) -> Iterator[Line]:
    """Yield each page at both sizes; the two installations take turns."""
    for name in small.ask("pages"):
        small.ask("page", name=name, times=2)
        large.ask("page", name=name, times=2)
        found: dict[str, list[dict[str, Any]]] = {"small": [], "large": []}
        for _ in range(rounds):
            found["small"].append(small.ask("page", name=name, times=times))
            found["large"].append(large.ask("page", name=name, times=times))
        yield _page(large.name, name, found)


def _page(database: str, name: str, found: dict[str, list[dict[str, Any]]]) -> Line:
    few, many = (_all(found[size], "seconds") for size in ("small", "large"))
    middle = [median(few), median(many)]
    tail = [quantile(few, 0.95), quantile(many, 0.95)]
    within = [median(_all(found[size], "within")) for size in ("small", "large")]
    queries = [max(_all(found[size], "queries")) for size in ("small", "large")]
    return Line(
        group=f"pages, {database}",
        what=name,
        figures={
            "p50": _both(middle),
            "p95": _both(tail),
            "in the database": _both(within),
            "queries": f"{queries[0]:.0f} / {queries[1]:.0f}",
        },
        ratio=max(middle[1] / middle[0], tail[1] / tail[0]),
        bound=_MOST_GROWTH,
        raw=found,
    )


def _all(found: Sequence[dict[str, Any]], name: str) -> list[float]:
    return [value for one in found for value in one[name]]


def _both(seconds: Sequence[float]) -> str:
    return " / ".join(milliseconds(one) for one in seconds)


def figures(large: Worker, *, times: int) -> Iterator[Line]:
    """Yield each figure beside its bare SQL."""
    for name in large.ask("figures"):
        found = large.ask("figure", name=name, times=times)
        told, bare = median(found["figure"]), median(found["bare"])
        yield Line(
            group=f"figures, {large.name}",
            what=f"{name}: {int(found['value']):,}",
            figures={
                "figure": milliseconds(told),
                "bare SQL": milliseconds(bare),
                "p95": milliseconds(quantile(found["figure"], 0.95)),
            },
            ratio=median(a / b for a, b in zip(found["figure"], found["bare"], strict=True)),
            bound=_MOST_OVER_SQL,
            raw=found,
        )


def imports(worker: Worker, *, rows: int, rounds: int) -> Iterator[Line]:
    """Yield the rates of importing, and of plain ``executemany``."""
    found = [worker.ask("import", rows=rows, round_number=number) for number in range(rounds)]
    words = {
        "plain": "plain executemany into all tables",
        "import": "import of a file",
        "preview": "preview of a file",
        "change": "import that changes every row",
    }
    for way, what in words.items():
        rates = [rows / one[way] for one in found]
        yield Line(
            group=f"import, {worker.name}",
            what=what,
            figures={"rows/s": f"{median(rates):,.0f}"},
            ratio=median(one["plain"] / one[way] for one in found) if way != "plain" else None,
            bound=_LEAST_OF_PLAIN if way == "import" else None,
            at_least=True,
            raw={"rates": rates},
        )


def rosters(worker: Worker, *, learners: int, rounds: int) -> Iterator[Line]:
    """Yield the rates of taking a roster over, and of plain ``executemany``."""
    found = [worker.ask("roster", learners=learners, round_number=n) for n in range(rounds)]
    words = {
        "plain": "plain executemany into all tables",
        "import": "import of OneRoster files, read and written",
        "preview": "preview of the same",
        "again": "import again, which writes nothing",
    }
    for way, what in words.items():
        rates = [learners / one[way] for one in found]
        rows = max(one["rows"] for one in found)
        yield Line(
            group=f"{learners:,} learners with enrolments, {worker.name}",
            what=what,
            figures={"learners/s": f"{median(rates):,.0f}", "rows written": f"{rows:,.0f}"},
            ratio=median(one["plain"] / one[way] for one in found) if way != "plain" else None,
            bound=_LEAST_OF_PLAIN if way == "import" else None,
            at_least=True,
            raw={"rates": rates},
        )


def awards(worker: Worker, *, certificates: int) -> Iterator[Line]:
    """Yield how many certificates a second a batch awards, signed by one and by two."""
    for found in worker.ask("award", certificates=certificates):
        yield Line(
            group=f"awarding in a batch, {worker.name}",
            what=f"{found['awarded']:,} certificates, {found['signers']}",
            figures={
                "certificates/s": f"{found['awarded'] / found['seconds']:,.0f}",
                "a second of one core": f"{found['awarded'] / found['worked']:,.0f}",
            },
            raw=found,
        )


def reconciling(worker: Worker, *, times: int) -> Iterator[Line]:
    """Yield how long the published figures of the register take."""
    found = worker.ask("reconcile", times=times)
    yield Line(
        group=f"reconciling, {worker.name}",
        what=f"{found['rows']} published figures",
        figures={
            "p50": milliseconds(median(found["seconds"])),
            "p95": milliseconds(quantile(found["seconds"], 0.95)),
        },
        ratio=median(found["seconds"]),
        bound=_SECONDS_TO_RECONCILE,
        unit=" s",
        raw=found,
    )
