"""Processes that each hold one installation, asked over pipes, so that they can take turns."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self


class Worker:
    """A process of its own with a data folder and a database of its own."""

    def __init__(self, name: str, home: Path, database_url: str, **environment: str) -> None:
        self.name = name
        self.home = home
        self.database_url = database_url
        (home / "static").mkdir(parents=True, exist_ok=True)
        self.environment = os.environ | {
            "LUBAN_HOME": str(home),
            "DATABASE_URL": database_url,
            "LUBAN_PLAIN_STATIC": "1",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            **environment,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def begin(self, task: str, **asked: Any) -> None:
        """Ask for something without waiting for it."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.write(json.dumps({"task": task, **asked}) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """Wait for the answer to what was asked.

        :raises RuntimeError: the process ended
        """
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        line = self._process.stdout.readline()
        if not line:
            message = f"the process measuring {self.name} ended"
            raise RuntimeError(message)
        return json.loads(line)

    def ask(self, task: str, **asked: Any) -> Any:
        """Ask for something and wait for the answer."""
        self.begin(task, **asked)
        return self.answer()

    def end(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()
