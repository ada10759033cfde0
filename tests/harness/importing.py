"""The process that a test kills: ``python -m tests.harness.importing STEP``.

``prepare`` makes an installation with countries and some workshops. ``begin`` starts to import a
large file; after some thousands of rows it says so on its output, and then waits or goes on.
``tell`` prints a digest of everything that the database holds.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from openluban.foundation.registers.use_cases.enter import enter_record  # noqa: E402
from openluban.foundation.registers.use_cases.import_rows import import_rows  # noqa: E402
from openluban.foundation.sheets.sheet import NumberedCells, Rows, Sheet  # noqa: E402
from openluban.kernel.actor import SYSTEM  # noqa: E402
from tests.harness.digests import digest_of  # noqa: E402

AT = datetime(2026, 3, 1, tzinfo=UTC)
HEADER = ("key", "name_en", "name_zh", "country", "source")
ROWS = 5_000
SAID_AT = 4_500
"""By then two chunks of rows are in the tables, but not for good."""


def prepare() -> None:
    """Make the tables and two records, one of which the import changes."""
    call_command("migrate", verbosity=0, interactive=False)
    country = {"key": "kz", "name_en": "Kazakhstan", "alpha2": "kz", "alpha3": "kaz"}
    workshop = {"key": "w-7", "name_en": "Before", "country": "kz", "source": "EKTU 2024"}
    enter_record(register_key="countries", cells={**country, "numeric": "398"}, actor=SYSTEM, at=AT)
    enter_record(register_key="workshops", cells=workshop, actor=SYSTEM, at=AT)


def begin(*, waits: bool) -> None:
    """Import; say "in the middle" when it is."""

    def source() -> Iterator[NumberedCells]:
        for number in range(ROWS):
            if number == SAID_AT:
                print("in the middle", flush=True)
                time.sleep(600 if waits else 0)
            yield (
                number + 2,
                (f"w-{number}", f"Workshop {number}", f"鲁班工坊{number}", "kz", f"S{number} 2025"),
            )

    rows = Rows(HEADER, source, count=ROWS, has_apostrophes=False)
    sheet = Sheet(HEADER, rows, "utf-8", ",", "csv")
    import_rows(register_key="workshops", sheet=sheet, actor=SYSTEM, at=AT)
    print("done", flush=True)


def tell() -> None:
    """Print how many workshops there are and a digest of every table of ours."""
    digest = digest_of(apps.get_models())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workshops_workshop")
        count = cursor.fetchone()[0]
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    print(count, digest)


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
