"""The process that a test kills: ``python -m tests.harness.teaching STEP``.

``prepare`` makes an installation with one unit of a resource. ``begin`` starts to bring in a Word
document of many chapters; with most of them in the tables it says so on its output, and then waits
or goes on. ``tell`` prints how many units there are and a digest of the library.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from openluban.foundation.history.models import Entry  # noqa: E402
from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.teaching.library.formats.folder import read_files  # noqa: E402
from openluban.teaching.library.models import Resource, StoredFile, Unit, UnitText  # noqa: E402
from openluban.teaching.library.tests.made_files import HEADING, paragraph, word  # noqa: E402
from openluban.teaching.library.tests.make import AT, make_unit  # noqa: E402
from openluban.teaching.library.use_cases import import_folder as importing  # noqa: E402
from openluban.teaching.library.use_cases.write_unit_text import write_unit_text  # noqa: E402
from tests.harness.digests import digest_of  # noqa: E402

CHAPTERS = 120
UNITS = CHAPTERS + 1
SAID_AT = 100
"""By then as many texts are in the tables, but not for good."""


def prepare() -> None:
    """Make the tables and one unit."""
    call_command("migrate", verbosity=0, interactive=False)
    make_unit("sorter.safety")


def begin(*, waits: bool) -> None:
    """Bring in a document of many chapters."""
    body = "".join(
        paragraph(f"Chapter {number}", HEADING) + paragraph("Switch it off.")
        for number in range(CHAPTERS)
    )
    written: list[UnitText] = []

    def counted(**given: Any) -> UnitText:
        written.append(write_unit_text(**given))
        if len(written) == SAID_AT:
            print("in the middle", flush=True)
            time.sleep(600 if waits else 0)
        return written[-1]

    counting = patch.object(importing, "write_unit_text", counted)
    with tempfile.TemporaryDirectory() as place, counting:
        file = Path(place) / "book.en.docx"
        file.write_bytes(word(body))
        folder = read_files([(file.name, file)])
        wish = importing.Wish(rights="CC-BY-4.0")
        importing.import_folder(folder=folder, wish=wish, actor=SYSTEM, at=AT)
    print("done", flush=True)


def tell() -> None:
    """Print how many units there are and a digest of every table concerned."""
    tables = (Resource, Unit, UnitText, StoredFile, Entry)
    print(Unit._base_manager.count(), digest_of(tables))


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
