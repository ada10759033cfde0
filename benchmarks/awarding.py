"""How long a batch of certificates takes: ``python -m benchmarks.awarding [HOW_MANY]``.

Makes its own installation in a temporary folder unless DATABASE_URL names a database, which must be
empty. Everybody is invented. The batch goes through the use case that people use: each certificate
is signed by two institutions, half of the recipients are named.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime

MANY = 15_000
AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
_DAY = date(2026, 9, 12)


def main() -> None:
    """Measure, and print one line a step."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    home = tempfile.mkdtemp(prefix="luban-awarding-")
    os.environ |= {"LUBAN_HOME": home, "DJANGO_SETTINGS_MODULE": "openluban.config.settings"}
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{home}/luban.sqlite3")
    import django  # noqa: PLC0415 - reads what was just set

    django.setup()
    _measure(many)


def _measure(many: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs Django
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    keys = _people(many)
    for second in ("", "college"):
        some = keys[: many // 2] if second else keys[many // 2 :]
        worked = time.process_time()
        seconds, awarded = _batch(some, second)
        worked = time.process_time() - worked
        signers = "two signers" if second else "one signer"
        pace = awarded / seconds
        print(
            f"{connection.vendor}: {awarded} certificates, {signers}: "
            f"{seconds:.1f} s, {pace:.0f}/s, processor {worked:.1f} s"
        )


def _people(many: int) -> list[str]:
    """Make institutions, an achievement, and people who have completed the programme."""
    from openluban.kernel.actor import SYSTEM  # noqa: PLC0415 - needs Django
    from openluban.learning.credentials.tests import make  # noqa: PLC0415
    from openluban.learning.credentials.use_cases.agree import agree_to_sign  # noqa: PLC0415
    from openluban.learning.learners import public as learners  # noqa: PLC0415
    from openluban.learning.learners.tests.make import make_place, make_programme  # noqa: PLC0415

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


def _batch(keys: list[str], second: str) -> tuple[float, int]:
    from openluban.kernel.actor import SYSTEM  # noqa: PLC0415 - needs Django
    from openluban.learning.credentials.ordering import Wish  # noqa: PLC0415
    from openluban.learning.credentials.running import run_to_the_end  # noqa: PLC0415
    from openluban.learning.credentials.use_cases.award_many import begin_batch  # noqa: PLC0415

    wish = Wish("mechatronics", "host", _DAY, second)
    begun = time.perf_counter()
    batch = begin_batch(wish=wish, enrolments=keys, actor=SYSTEM, at=AT)
    run_to_the_end(batch.key)
    seconds = time.perf_counter() - begun
    batch.refresh_from_db()
    return seconds, batch.awarded


if __name__ == "__main__":
    main()
