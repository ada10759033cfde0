"""Measures OpenLuban and prints the numbers: ``python -m benchmarks``, or ``make bench``.

On SQLite, and on the PostgreSQL named by ``LUBAN_POSTGRES_URL``. Whatever the numbers are, the
answer is 0: this is no test. ``benchmarks/results`` keeps them for programs.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks import (
    aligning,
    crediting,
    crowding,
    harvesting,
    keeping_lines,
    lines,
    memory_lines,
    recall_lines,
    seeking_lines,
)
from benchmarks.numbers import SHORT, Line
from benchmarks.table import printed
from benchmarks.workers import Worker
from tests.harness.postgres import running_postgres

RESULTS = Path(__file__).parent / "results"
GROUPS = (
    "import",
    "roster",
    "reconciling",
    "pages",
    "figures",
    "clients",
    "memory",
    "alignment",
    "search",
    "recall",
    "harvest",
    "statements",
    "credentials",
    "awarding",
)
SMALL = 1_000


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    large: int = 1_000_000
    import_rows: int = 10_000
    learners: int = 100_000
    rounds: int = 5
    times: int = 10
    seconds: float = 2.0
    memory_units: int = 3_400_000
    memory_asked: int = 50
    harvest_records: int = 20_000
    certificates: int = 15_000
    search_units: int = 1_000_000
    search_asked: int = 25
    statements: int = 1_000_000


QUICK = Sizes(
    large=20_000,
    import_rows=2_000,
    learners=5_000,
    rounds=2,
    times=5,
    seconds=0.5,
    memory_units=50_000,
    memory_asked=20,
    harvest_records=2_000,
    certificates=500,
    search_units=20_000,
    search_asked=5,
    statements=20_000,
)


@dataclass(frozen=True)
class Database:
    """A kind of database and how to get an empty one for an installation."""

    name: str
    server: str = ""

    def url(self, home: Path, size: str) -> str:
        """Return the address of an empty database."""
        if not self.server:
            return f"sqlite:///{home}/luban.sqlite3"
        name = f"bench_{os.getpid()}_{size}"
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()


def main() -> int:
    """Measure what is asked for, print each part as it comes, keep the numbers."""
    asked = _asked()
    sizes = QUICK if asked.quick else Sizes()
    sizes = replace(
        sizes,
        memory_units=asked.units or sizes.memory_units,
        harvest_records=asked.records or sizes.harvest_records,
        learners=asked.learners or sizes.learners,
        statements=asked.statements or sizes.statements,
    )
    databases = [Database("SQLite")]
    if server := os.environ.get("LUBAN_POSTGRES_URL", ""):
        databases.append(Database("PostgreSQL", server))
    begun = time.monotonic()
    found: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="luban-bench-") as folder:
        for part in _parts(Path(folder), databases, sizes, asked.only or GROUPS):
            measured = list(part)
            found += measured
            print(f"{printed(measured)}\n", flush=True)
    short = sum(line.verdict == SHORT for line in found)
    print(f"Measured in {time.monotonic() - begun:.0f} s; {short} of {len(found)} fall short.")
    _keep(found, sizes)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure OpenLuban.")
    parser.add_argument("--quick", action="store_true", help="fewer records, fewer repetitions")
    parser.add_argument("--only", action="append", choices=GROUPS, help="measure only this")
    parser.add_argument("--units", type=int, help="the memory's size, in place of the usual one")
    parser.add_argument("--learners", type=int, help="learners to import, in place of 100,000")
    parser.add_argument("--records", type=int, help="records to harvest, in place of 20,000")
    parser.add_argument("--statements", type=int, help="statements stored, in place of 1,000,000")
    return parser.parse_args()


def _parts(
    folder: Path, databases: Sequence[Database], sizes: Sizes, groups: Sequence[str]
) -> Iterator[Iterable[Line]]:
    """Yield what is measured on the public register, then on registers of both sizes."""
    yield from _of_bilingual_texts(folder, databases, sizes, groups)
    yield from _of_exchange(folder, databases, sizes, groups)
    with ExitStack() as stack:
        if {"reconciling", "clients", "import"} & set(groups):
            for database in databases:
                worker = stack.enter_context(_installed(folder, database, "register"))
                worker.ask("prepare")
                yield from _on_the_register(worker, sizes, groups)
        if {"pages", "figures"} & set(groups):
            pairs = [
                [stack.enter_context(_installed(folder, each, size)) for size in ("small", "large")]
                for each in databases
            ]
            _fill(pairs, sizes)
            for small, large in pairs:
                if "pages" in groups:
                    yield lines.pages(small, large, rounds=sizes.rounds, times=sizes.times)
                if "figures" in groups:
                    yield lines.figures(large, times=sizes.rounds + 2)


def _of_statements(
    folder: Path, databases: Sequence[Database], sizes: Sizes
) -> Iterator[Iterable[Line]]:
    """Yield what is measured of statements; PostgreSQL is one that waits for its disk."""
    with tempfile.TemporaryDirectory(dir=folder) as house:
        peer = keeping_lines.beside(Path(house), seconds=sizes.seconds)
    yield keeping_lines.told(peer)
    with _installed(folder, databases[0], "statements") as worker:
        yield keeping_lines.keep(worker, peer, stored=sizes.statements, seconds=sizes.seconds)
    if len(databases) == 1:
        return
    with running_postgres(durable=True) as server:
        database = Database("PostgreSQL", server)
        with _installed(folder, database, "statements") as worker:
            yield keeping_lines.keep(worker, peer, stored=sizes.statements, seconds=sizes.seconds)


def _of_exchange(
    folder: Path, databases: Sequence[Database], sizes: Sizes, groups: Sequence[str]
) -> Iterator[Iterable[Line]]:
    for database in databases if "harvest" in groups else ():
        with _installed(folder, database, "harvest") as worker:
            yield harvesting.harvest(worker, records=sizes.harvest_records)
    if "statements" in groups:
        yield from _of_statements(folder, databases, sizes)
    for database in databases if "awarding" in groups else ():
        with _installed(folder, database, "awarding") as worker:
            yield lines.awards(worker, certificates=sizes.certificates)
    for database in databases if "roster" in groups else ():
        with _installed(folder, database, "roster") as worker:
            worker.ask("prepare")
            yield lines.rosters(worker, learners=sizes.learners, rounds=min(sizes.rounds, 2))


def _of_bilingual_texts(
    folder: Path, databases: Sequence[Database], sizes: Sizes, groups: Sequence[str]
) -> Iterator[Iterable[Line]]:
    if "credentials" in groups:
        yield crediting.crediting(batch=sizes.certificates)
    if "alignment" in groups:
        yield aligning.alignment()
    for database in databases if "search" in groups else ():
        with _installed(folder, database, "search") as worker:
            yield seeking_lines.seeking(worker, units=sizes.search_units, each=sizes.search_asked)
    if "recall" in groups:
        with _installed(folder, databases[0], "recall") as worker:
            yield recall_lines.recall(worker)
    if "memory" not in groups:
        return
    with ExitStack() as stack:
        workers = [
            stack.enter_context(_installed(folder, database, "memory")) for database in databases
        ]
        best: dict[str, float] = {}
        made = memory_lines.fill(workers, units=sizes.memory_units)
        for worker, filled in zip(workers, made, strict=False):
            asked = {"units": sizes.memory_units, "each": sizes.memory_asked}
            yield memory_lines.memory(worker, filled, best, **asked)


def _installed(folder: Path, database: Database, size: str) -> Worker:
    home = folder / f"{database.name}-{size}"
    return Worker(database.name, home, database.url(home, size))


def _on_the_register(
    worker: Worker, sizes: Sizes, groups: Sequence[str]
) -> Iterator[Iterable[Line]]:
    if "reconciling" in groups:
        yield lines.reconciling(worker, times=sizes.rounds)
    if "clients" in groups:
        yield crowding.crowd(worker, rounds=sizes.rounds, seconds=sizes.seconds)
    if "import" in groups:
        yield lines.imports(worker, rows=sizes.import_rows, rounds=sizes.rounds)


def _fill(pairs: Sequence[Sequence[Worker]], sizes: Sizes) -> None:
    """Fill the small installations, then the large ones, the databases side by side."""
    for place, rows in enumerate((SMALL, sizes.large)):
        begun = time.monotonic()
        for task, asked in (("prepare", {}), ("fill", {"rows": rows})):
            for pair in pairs:
                pair[place].begin(task, **asked)
            for pair in pairs:
                pair[place].answer()
        print(f"Filled with {rows:,} records in {time.monotonic() - begun:.0f} s.\n", flush=True)


def _keep(found: Sequence[Line], sizes: Sizes) -> None:
    RESULTS.mkdir(exist_ok=True)
    kept = {
        "sizes": asdict(sizes),
        "python": platform.python_version(),
        "machine": {"system": platform.system(), "cores": os.cpu_count()},
        "lines": [line.stored() for line in found],
    }
    place = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%S')}.json"
    place.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"Kept as {place.relative_to(RESULTS.parent.parent)}.")


if __name__ == "__main__":
    sys.exit(main())
