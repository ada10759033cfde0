"""The process that a test kills: ``python -m tests.harness.filming STEP``.

``prepare`` makes an installation with one unit and its film. ``begin`` brings in a folder with the
films of many units; with most of them in the tables it says so on its output, and then waits or
goes on. ``tell`` prints how many films there are, each of which must be whole, and a digest of
every table.
"""

import hashlib
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
from openluban.teaching.library.keeping import film_parts  # noqa: E402
from openluban.teaching.library.models import Film, State  # noqa: E402
from openluban.teaching.library.tests.made_films import mp4  # noqa: E402
from openluban.teaching.library.tests.make import AT  # noqa: E402
from openluban.teaching.library.use_cases.import_folder import Wish, import_folder  # noqa: E402
from tests.harness.digests import digest_of  # noqa: E402

FILMS = 60
SAID_AT = 8
VTT = "WEBVTT\n\n00:00.500 --> 00:02.000\nОтключите питание\n"


class _Counting:
    """Says "in the middle" when so many films have been put down."""

    def __init__(self, *, waits: bool) -> None:
        self.waits, self.films = waits, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "library_film"'):
            self.films += 1
            if self.films == SAID_AT:
                print("in the middle", flush=True)
                time.sleep(600 if self.waits else 0)
        return execute(sql, *rest)


def _bring_in(films: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clips"
        folder.mkdir()
        for number in range(1, films + 1):
            (folder / f"clip-{number}.ru.vtt").write_text(VTT, encoding="utf-8")
            (folder / f"clip-{number}.mp4").write_bytes(mp4(data=bytes(100_000 + number)))
        wish = Wish(rights="CC-BY-4.0", original="ru", publish=True)
        import_folder(folder=read_folder(folder), wish=wish, actor=SYSTEM, at=AT)


def prepare() -> None:
    """Make the tables and one unit with a film."""
    call_command("migrate", verbosity=0, interactive=False)
    _bring_in(1)


def begin(*, waits: bool) -> None:
    """Bring in all films."""
    with connection.execute_wrapper(_Counting(waits=waits)):
        _bring_in(FILMS)
    print("done", flush=True)


def tell() -> None:
    """Print how many films are public and whole, and a digest of every table of ours."""
    for film in Film.objects.all():
        assert film.state == State.PUBLISHED
        whole = b"".join(film_parts(film.digest, film.ending))
        assert hashlib.sha256(whole).hexdigest() == film.digest
    print(Film.objects.count(), digest_of(apps.get_models()))


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
