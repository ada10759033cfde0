"""How long a batch of certificates takes, through the use case that people use.

Everybody is invented. Each certificate is signed by two institutions or by one, and half of the
recipients are named. The installation must be empty.
"""

import time
from datetime import UTC, date, datetime

from django.core.management import call_command

from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials.ordering import Wish
from openluban.learning.credentials.running import run_to_the_end
from openluban.learning.credentials.tests import make
from openluban.learning.credentials.use_cases.agree import agree_to_sign
from openluban.learning.credentials.use_cases.award_many import begin_batch
from openluban.learning.learners import public as learners
from openluban.learning.learners.tests.make import make_place, make_programme

AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
_DAY = date(2026, 9, 12)
_SIGNERS = {"one signer": "", "two signers": "college"}


def measure(certificates: int) -> list[dict[str, float | str]]:
    """Award one half with one signer and the other with two.

    Returns for each who signs, the seconds that passed, those of the processor, and how many.
    """
    call_command("migrate", verbosity=0, interactive=False)
    keys = _people(certificates)
    half = certificates // 2
    found: list[dict[str, float | str]] = []
    for (signers, second), some in zip(_SIGNERS.items(), (keys[half:], keys[:half]), strict=True):
        worked, begun = time.process_time(), time.perf_counter()
        awarded = _batch(some, second)
        seconds = time.perf_counter() - begun
        worked = time.process_time() - worked
        found.append({"signers": signers, "seconds": seconds, "worked": worked, "awarded": awarded})
    return found


def _people(many: int) -> list[str]:
    """Make institutions, an achievement, and people who have completed the programme."""
    make.make_all()
    pair = {"issuer": make.HOST, "co_issuer": make.COLLEGE}
    agree_to_sign(achievement=make.MECHATRONICS, **pair, actor=SYSTEM, at=AT)
    workshop = make_place()
    programme = make_programme(workshop)
    people = [
        learners.NewPerson(
            workshop.pk,
            (learners.name_of(learners.NameKind.PASSPORT, full=f"GRADUATE {number}"),),
        )
        for number in range(many)
    ]
    persons = learners.write_persons(people, at=AT)
    steps = (
        (learners.State.ENROLLED, date(2025, 9, 1)),
        (learners.State.COMPLETED, date(2026, 9, 1)),
    )
    places = [
        learners.NewEnrolment(
            person, workshop.pk, learners.Route.DEGREE, steps, programme=programme.pk
        )
        for person in persons.values()
    ]
    for person in list(persons.values())[::2]:
        make.agree(learners.Person(pk=person))
    learners.write_enrolments(places, at=AT)
    return [place.key for place in places]


def _batch(keys: list[str], second: str) -> int:
    wish = Wish("mechatronics", "host", _DAY, second)
    batch = begin_batch(wish=wish, enrolments=keys, actor=SYSTEM, at=AT)
    run_to_the_end(batch.key)
    batch.refresh_from_db()
    return batch.awarded
