"""An installation in a folder of its own, driven as a person does: by the ``luban`` command.

Each command is started once from the shell, the first time that it is asked for. After that it is
forked, which is the same but for the imports (``tests.harness.forking``).
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.harness import forking
from tests.harness.environment import OUTSIDE, REPOSITORY

LUBAN = str(Path(sys.executable).with_name("luban"))
SECONDS = 120
_started_from_the_shell: set[object] = set()
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
        if not words or words[0] in _started_from_the_shell:
            return self._forked(["luban", *map(str, words)], given)
        _started_from_the_shell.add(words[0])
        done = subprocess.run(  # noqa: S603 - our own command
            [LUBAN, *map(str, words)],
            env=self.environment(),
            cwd=self.home.parent,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def _forked(self, words: list[str], given: str = "") -> Answer:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as err:
            process = forking.start(self._wish(words), given=given, err=err.fileno())
            out, _nothing = process.communicate(SECONDS)
            err.seek(0)
            return Answer(process.wait(), out, err.read())

    def _wish(self, words: list[str], *, has_own_group: bool = False) -> forking.Wish:
        environment = self.environment() | {"DJANGO_SETTINGS_MODULE": forking.SETTINGS}
        return forking.Wish(words, environment, str(self.home.parent), has_own_group)

    def started(self, *words: object) -> forking.Process:
        """Start a command, in a process group of its own as a terminal would."""
        return forking.start(self._wish(["luban", *map(str, words)], has_own_group=True))

    def served(self, *words: object) -> subprocess.Popen[str]:
        """Start a command that becomes the server, in a process group of its own."""
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
        return self._forked(["-c", f"import django; django.setup()\n{code}"])
