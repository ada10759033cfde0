"""The process that a test kills: ``python -m tests.harness.awarding STEP``.

``prepare`` makes graduates and begins a batch. ``slowly`` carries it out and says "in the
middle" once a piece is written and the next one is half done. ``finish`` carries it out to the end.
``tell`` prints what there is.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.learning.credentials.models.awards import Award, Batch, BatchItem  # noqa: E402
from openluban.learning.credentials.models.issuers import StatusList  # noqa: E402
from openluban.learning.credentials.rules import PLACES  # noqa: E402
from openluban.learning.credentials.tests.make import (  # noqa: E402
    make_all,
    make_graduate,
    wish,
)
from openluban.learning.credentials.use_cases import award_many  # noqa: E402
from openluban.learning.credentials.use_cases.award_many import begin_batch, go_on  # noqa: E402
from openluban.learning.learners.public import Enrolment, EnrolmentState, State  # noqa: E402

GRADUATES, PIECE = 12, 4
_WRITES = "update_columns"
"""What a piece does last, by the name that the use case has for it."""


def prepare() -> None:
    """Make tables, issuers and graduates, and ask for awards."""
    call_command("migrate", verbosity=0, interactive=False)
    make_all()
    keys = [make_graduate(f"GRADUATE {number}").key for number in range(GRADUATES)]
    begin_batch(wish=wish(), enrolments=keys, actor=SYSTEM, at=timezone.now())


def slowly() -> None:
    """Carry out two pieces, and be slow after the second one's awards are written."""
    batch = Batch.objects.get().key
    go_on(batch=batch, at=timezone.now(), most=PIECE)
    keep: Callable[..., Any] = getattr(award_many, _WRITES)

    def late(*given: Any, **named: Any) -> None:
        print("in the middle", flush=True)
        time.sleep(60)
        keep(*given, **named)

    setattr(award_many, _WRITES, late)
    go_on(batch=batch, at=timezone.now(), most=PIECE)


def finish() -> None:
    """Carry out the rest."""
    batch = Batch.objects.get().key
    while not go_on(batch=batch, at=timezone.now(), most=PIECE).is_done:
        pass
    print("done", flush=True)


def tell() -> None:
    """Print awards, persons awarded, items without an award, certified, places that are taken."""
    awards = Award.objects.all()
    taken = sum(PLACES - each.left for each in StatusList.objects.all())
    certified = Enrolment.objects.filter(state=State.CERTIFIED).count()
    lines = EnrolmentState.objects.filter(state=State.CERTIFIED).count()
    waiting = BatchItem.objects.filter(award=None).count()
    persons = awards.values("person").distinct().count()
    print(awards.count(), persons, waiting, certified, lines, taken, flush=True)


if __name__ == "__main__":
    {"prepare": prepare, "slowly": slowly, "finish": finish, "tell": tell}[sys.argv[1]]()
