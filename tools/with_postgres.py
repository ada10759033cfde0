"""Runs a command on a PostgreSQL of its own: ``python -m tools.with_postgres [options] command``.

The command finds the server in ``DATABASE_URL``; with ``--beside`` in ``LUBAN_POSTGRES_URL``, so
that it runs on SQLite as well. With ``--or-skip``, a machine without PostgreSQL is told so: the
command is then left out, or with ``--beside`` runs without. The command's own answer is passed on.
"""

import argparse
import os
import subprocess
import sys

from tests.harness.postgres import NoPostgres, running_postgres


def main() -> int:
    """Start the server, run the command, stop the server; return how the command ended."""
    parser = argparse.ArgumentParser(description="Run a command on a PostgreSQL of its own.")
    parser.add_argument("--or-skip", action="store_true", help="without PostgreSQL, say so and end")
    parser.add_argument("--beside", action="store_true", help="name it in LUBAN_POSTGRES_URL")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    name = "LUBAN_POSTGRES_URL" if asked.beside else "DATABASE_URL"
    try:
        with running_postgres() as url:
            return run(asked.command, {name: url})
    except NoPostgres as reason:
        print(f"Skipped the PostgreSQL half: {reason}", file=sys.stderr)
        if not asked.or_skip:
            return 1
    return run(asked.command, {}) if asked.beside else 0


def run(command: list[str], added: dict[str, str]) -> int:
    """Run the command with more in its environment and return its exit status."""
    return subprocess.run(command, env=os.environ | added, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
