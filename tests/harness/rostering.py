"""The process that a test kills: ``python -m tests.harness.rostering STEP``.

``prepare`` makes an installation with a workshop and a learner. ``begin`` starts to take a roster
over; when persons are in the tables it says so on its output, and then waits or goes on. ``tell``
prints how many persons there are and a digest of everything that the database holds.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from openluban.foundation.registers.use_cases.enter import enter_record  # noqa: E402
from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.learning.learners.formats.roster import (  # noqa: E402
    CohortSaid,
    CourseSaid,
    EnrolmentSaid,
    NameSaid,
    PersonSaid,
    Roster,
)
from openluban.learning.learners.models.persons import Person  # noqa: E402
from openluban.learning.learners.use_cases import import_roster as importing  # noqa: E402
from openluban.learning.learners.use_cases.rosters import writing  # noqa: E402
from openluban.learning.learners.use_cases.rosters.plan import Choices  # noqa: E402
from openluban.learning.learners.writing import write_enrolments  # noqa: E402
from tests.harness.digests import digest_of  # noqa: E402

AT = datetime(2026, 3, 1, tzinfo=UTC)
LEARNERS = 4_000


def roster(many: int) -> Roster:
    """Return a roster of so many learners."""
    return Roster(
        "harness",
        "harness",
        [
            PersonSaid(f"u-{n}", n + 2, (NameSaid(given=f"Given {n}", family=f"Family {n}"),))
            for n in range(many)
        ],
        [CourseSaid("c", "Welding")],
        [CohortSaid("k", 2, "W-26", "c", "2026-02-01")],
        [EnrolmentSaid(f"e-{n}", n + 2, f"u-{n}", "k", begins="2026-02-01") for n in range(many)],
        left_out=Counter(),
    )


def _import(many: int) -> None:
    importing.import_roster(
        roster=roster(many), workshop="w-7", choices=Choices(), actor=SYSTEM, at=AT
    )


def prepare() -> None:
    """Make the tables, a workshop, and one learner of it."""
    call_command("migrate", verbosity=0, interactive=False)
    country = {"key": "kz", "name_en": "Kazakhstan", "alpha2": "kz", "alpha3": "kaz"}
    workshop = {"key": "w-7", "name_en": "Before", "country": "kz", "source": "EKTU 2024"}
    enter_record(register_key="countries", cells={**country, "numeric": "398"}, actor=SYSTEM, at=AT)
    enter_record(register_key="workshops", cells=workshop, actor=SYSTEM, at=AT)
    _import(1)


def begin(*, waits: bool) -> None:
    """Import; say "in the middle" when persons are written and enrolments are not."""

    def slowly(new: Sequence[Any], **rest: Any) -> dict[str, int]:
        assert transaction.get_connection().in_atomic_block
        print("in the middle", flush=True)
        time.sleep(600 if waits else 0)
        return write_enrolments(new, **rest)

    with patch.object(writing, "write_enrolments", slowly):
        _import(LEARNERS)
    print("done", flush=True)


def tell() -> None:
    """Print how many persons there are, and a digest of every table of ours."""
    print(Person.objects.count(), digest_of(apps.get_models()))


STEPS = {
    "prepare": prepare,
    "begin": lambda: begin(waits=False),
    "begin and wait": lambda: begin(waits=True),
    "tell": tell,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
