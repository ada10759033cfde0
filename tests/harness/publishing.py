"""The process that a test kills: ``python -m tests.harness.publishing STEP``.

``prepare`` makes an installation with one published unit in two languages. ``begin`` brings in a
folder that changes it and adds others, and publishes; with most of it in the tables it says so on
its output, and then waits or goes on. ``tell`` prints how many units are published and a digest
of every table.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.teaching.library.formats.folder import read_folder  # noqa: E402
from openluban.teaching.library.models import State, UnitText  # noqa: E402
from openluban.teaching.library.tests.make import AT  # noqa: E402
from openluban.teaching.library.use_cases.import_folder import Wish, import_folder  # noqa: E402
from tests.harness.digests import digest_of  # noqa: E402

UNITS = 40
SAID_AT = 60
"""So many texts are published by then, of twice as many as there are units."""


class _Counting:
    """Says "in the middle" when so many texts have been published."""

    def __init__(self, *, waits: bool) -> None:
        self.waits, self.published = waits, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and "published_at" in sql:
            self.published += 1
            if self.published == SAID_AT:
                print("in the middle", flush=True)
                time.sleep(600 if self.waits else 0)
        return execute(sql, *rest)


def _bring_in(units: int, step: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sorter"
        folder.mkdir()
        for number in range(1, units + 1):
            for language, text in (("zh", "断电"), ("ru", "Отключите питание")):
                file = folder / f"{number:02}-step-{number}.{language}.md"
                file.write_text(f"# {text} {number}\n\n{text}: {step}.\n", encoding="utf-8")
        wish = Wish(rights="CC-BY-4.0", original="zh-hans", publish=True)
        import_folder(folder=read_folder(folder), wish=wish, actor=SYSTEM, at=AT)


def prepare() -> None:
    """Make the tables and one published unit."""
    call_command("migrate", verbosity=0, interactive=False)
    _bring_in(1, "0,5 s")


def begin(*, waits: bool) -> None:
    """Bring in the whole course."""
    with connection.execute_wrapper(_Counting(waits=waits)):
        _bring_in(UNITS, "0,3 s")
    print("done", flush=True)


def tell() -> None:
    """Print how many units are published and a digest of every table of ours."""
    published = UnitText.objects.filter(state=State.PUBLISHED)
    units = published.values("unit").distinct().count()
    assert published.count() == 2 * units, "a unit is published in one of its languages alone"
    print(units, digest_of(apps.get_models()))


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
