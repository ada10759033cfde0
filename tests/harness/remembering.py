"""The process that a test kills: ``python -m tests.harness.remembering STEP``.

``prepare`` makes an installation whose memory has one unit. ``begin`` starts to import a large
file; with most of it in the tables it says so on its output, and then waits or goes on. ``tell``
prints how many units there are and a digest of the memory.
"""

import io
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from openluban.foundation.history.models import Entry  # noqa: E402
from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.teaching.memory.models import Listing, Origin, Text, Unit  # noqa: E402
from openluban.teaching.memory.tests.make import AT, HANDBOOK, keep, pair  # noqa: E402
from openluban.teaching.memory.use_cases.import_file import (  # noqa: E402
    UnitFile,
    import_files,
)
from tests.harness.digests import digest_of  # noqa: E402

UNITS = 12_000
SAID_AT = 11_000
"""By then two batches are in the tables, but not for good."""


class _Slow(io.BytesIO):
    """A file that says when it has been read nearly to its end."""

    def __init__(self, held: bytes, *, waits: bool) -> None:
        super().__init__(held)
        self.said_at = len(held) * SAID_AT // UNITS
        self.waits = waits

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, and say "in the middle" once."""
        if self.said_at and self.tell() > self.said_at:
            self.said_at = 0
            print("in the middle", flush=True)
            time.sleep(600 if self.waits else 0)
        return super().read(size)


def prepare() -> None:
    """Make the tables and one unit."""
    call_command("migrate", verbosity=0, interactive=False)
    keep(pair("Unit 7", "第7单元"))


def begin(*, waits: bool) -> None:
    """Import a large TMX file."""
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>Unit {number}</seg></tuv>'
        f'<tuv xml:lang="zh"><seg>第{number}单元</seg></tuv></tu>'
        for number in range(UNITS)
    )
    held = f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'.encode()
    file = UnitFile(_Slow(held, waits=waits), "units.tmx")
    import_files(files=[file], origin=HANDBOOK, actor=SYSTEM, at=AT)
    print("done", flush=True)


def tell() -> None:
    """Print how many units there are and a digest of every table concerned."""
    print(Unit.objects.count(), digest_of((Origin, Text, Unit, Listing, Entry)))


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
