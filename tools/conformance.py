"""Runs the conformance suite of xAPI against a store of its own: ``make conformance``.

The suite is ADL's ``lrs-conformance-test-suite`` (MIT), fetched and installed by whoever runs it.
Without it the command says so and ends well. The store is kept by SQLite, and then by the
PostgreSQL named by ``LUBAN_POSTGRES_URL``, which has to be empty. The answer is 1 if a test fails
or too few ran.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.servers import serving

TESTS = {"1.0.3": 1_365, "2.0.0": 1_442}
"""How many there are at least of each version: a suite that ran none has proved nothing."""
_SECONDS = 1_200
_SUMMARY = re.compile(r'\{"total":(\d+),"passed":(\d+),"failed":(\d+)')
_FAILED = re.compile(r'"title": "(.*)",\n(?:(?!"title").*\n)*?\s*"status": "failed"')
_RUNNER = Path("bin/console_runner.js")


def main() -> int:
    """Run both versions and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tools.conformance")
    parser.add_argument("--suite", type=Path, required=True, help="where the suite lies")
    suite = parser.parse_args().suite.expanduser().resolve()
    if not (suite / _RUNNER).exists() or not (suite / "node_modules").exists():
        print(
            f"Skipped: no conformance suite in {suite}. Clone adlnet/lrs-conformance-test-suite"
            " there, run npm install in it, or say XAPI_SUITE=FOLDER."
        )
        return 0
    fine = [fits for name, url in _databases() for fits in _runs(suite, name, url)]
    return 0 if all(fine) else 1


def _databases() -> Iterator[tuple[str, str]]:
    """Yield the name of each database, and its address; none for a file in the folder."""
    yield "SQLite", ""
    server = os.environ.get("LUBAN_POSTGRES_URL")
    if server:
        yield "PostgreSQL", server


def _runs(suite: Path, name: str, url: str) -> Iterator[bool]:
    """Run both versions against a store in this database; yield whether all passed."""
    with tempfile.TemporaryDirectory(prefix="luban-conformance-") as home:
        environment = _environment(home, url)
        with _store(home, environment) as port:
            for version in TESTS:
                yield _run(suite, port, environment, (name, version))


@contextmanager
def _store(home: str, environment: dict[str, str]) -> Iterator[int]:
    (Path(home) / "static").mkdir()
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=environment,
        check=True,
    )
    application = "openluban.config.wsgi:application"
    with serving(application, environment, "/xAPI/about") as port:
        yield port


def _environment(home: str, url: str) -> dict[str, str]:
    own = {
        "LUBAN_HOME": home,
        "DATABASE_URL": url or f"sqlite:///{home}/luban.sqlite3",
        "LUBAN_PLAIN_STATIC": "1",
        "DJANGO_SETTINGS_MODULE": "openluban.config.settings",
    }
    return os.environ | own


def _run(suite: Path, port: int, environment: dict[str, str], of: tuple[str, str]) -> bool:
    """Run the suite for a database and a version; return whether all of it passed."""
    name, version = of
    user, _colon, secret = _key(environment, version).partition(":")
    asked = [
        *("node", str(_RUNNER), "-e", f"http://127.0.0.1:{port}/xAPI"),
        *("-a", "-u", user, "-p", secret, "-x", version, "-z"),
    ]
    done = subprocess.run(
        asked, cwd=suite, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    found = _SUMMARY.findall(done.stdout)
    total, passed, failed = map(int, found[-1]) if found else (0, 0, 0)
    print(f"{name}, xAPI {version}: {passed:,} of {total:,} tests passed, {failed:,} failed.")
    for title in _failures(done.stdout):
        print(f"  {title}")
    return passed == total >= TESTS[version]


def _key(environment: dict[str, str], version: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", _MAKE_KEY, f"suite-{version.replace('.', '-')}", version],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.strip()


_MAKE_KEY = """
import sys
import django
django.setup()
from django.utils import timezone
from openluban.kernel.actor import SYSTEM
from openluban.learning.statements.use_cases.keep_sources import add_source, issue_key
name, version = sys.argv[1:]
given = {"actor": SYSTEM, "at": timezone.now()}
add_source(key=name, name=name, site="http://localhost:8000", version=version, **given)
key, secret = issue_key(source_key=name, scopes=("all",), **given)
print(f"{key.login}:{secret}")
"""
"""Not ``luban statements key``: it would load the public register first."""


def _failures(said: str) -> list[str]:
    place = re.search(r"written to (\S+)", said)
    if place is None or not Path(place[1]).exists():
        return []
    return _FAILED.findall(Path(place[1]).read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
