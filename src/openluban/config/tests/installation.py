"""An installation in a folder of its own, driven as a person does: by the ``luban`` command."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.harness.environment import OUTSIDE, REPOSITORY

LUBAN = str(Path(sys.executable).with_name("luban"))
_ELSEWHERE = {*OUTSIDE, "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LUBAN_PLAIN_STATIC", "PORT"}


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Installation:
    """A data folder, and what the environment says besides."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.home / "luban.sqlite3"

    def environment(self) -> dict[str, str]:
        """Return the environment in which commands on it run."""
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        fonts = os.environ.get("LUBAN_FONTS", str(REPOSITORY / ".fonts"))
        return kept | {"LUBAN_HOME": str(self.home), "LUBAN_FONTS": fonts} | self.more

    def luban(self, *words: object, given: str = "") -> Answer:
        """Run a command to its end; ``given`` is what it reads from standard input."""
        done = subprocess.run(  # noqa: S603 - our own command
            [LUBAN, *map(str, words)],
            env=self.environment(),
            cwd=self.home.parent,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def started(self, *words: object) -> subprocess.Popen[str]:
        """Start a command, in a process group of its own as a terminal would."""
        return subprocess.Popen(  # noqa: S603 - our own command
            [LUBAN, *map(str, words)],
            env=self.environment(),
            cwd=self.home.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def python(self, code: str) -> Answer:
        """Run Python with Django ready, on the same data."""
        beginning = "import django; django.setup()\n"
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", beginning + code],
            env=self.environment() | {"DJANGO_SETTINGS_MODULE": "openluban.config.settings"},
            cwd=self.home.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr)
