"""An installation whose processes a test starts, and kills in the middle."""

import os
import time
from pathlib import Path

from tests.harness import forking
from tests.harness.environment import REPOSITORY
from tests.harness.templates import copy_tables

SECONDS = 120


class Installation:
    """An installation of its own that only other processes touch.

    ``harness`` is the module of ``tests.harness`` whose steps are run; ``settings`` are added to
    the environment. The database is a file in ``home``, with all tables, where no other is named.
    """

    def __init__(
        self,
        home: Path,
        harness: str,
        *,
        database_url: str = "",
        settings: dict[str, str] | None = None,
    ) -> None:
        home.mkdir(exist_ok=True)
        file = home / "luban.sqlite3"
        if not database_url:
            copy_tables(file)
        url = database_url or f"sqlite:///{file}"
        own = {"LUBAN_HOME": str(home), "DATABASE_URL": url}
        self.harness = harness
        self.environment = os.environ | own | (settings or {})

    def start(self, *step: str) -> forking.Process:
        """Start a step."""
        words = ["-m", f"tests.harness.{self.harness}", *step]
        return forking.start(forking.Wish(words, self.environment, str(REPOSITORY)), err=2)

    def run(self, *step: str) -> str:
        """Run a step to its end and return the last line it says."""
        process = self.start(*step)
        said, _nothing = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, step
        return (said.strip().splitlines() or [""])[-1]

    def kill_in_the_middle(self, *step: str, after: float = 0) -> None:
        """Start a step and kill it a moment after it says that it is in the middle."""
        process = self.start(*step)
        assert process.stdout.readline().strip() == "in the middle"
        time.sleep(after)
        process.kill()
        process.communicate(timeout=SECONDS)
