"""Steps of the tests that kill whoever stores statements, each a process of its own.

``python -m tests.harness.storing STEP``: ``prepare``; ``send KEY FILE FIRST EACH``, which stores so
many statements at once, without end, and writes down each that was acknowledged; ``race KEY NAME
START``, which puts the same ids as others do; ``tell FILE``: how many were acknowledged, how many
of them are there, and how many statements, ids and marks without a statement there are.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import django

RACES = 60


def main() -> None:
    """Do one step."""
    django.setup()
    step, *rest = sys.argv[1:]
    steps: dict[str, Callable[..., None]] = {
        "prepare": prepare,
        "send": send,
        "race": race,
        "tell": tell,
    }
    steps[step](*rest)


def prepare() -> None:
    """Make the tables and a source with a key; say the key."""
    from django.core.management import call_command  # noqa: PLC0415

    from openluban.learning.statements.tests.make import make_key  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    print(make_key(), flush=True)


def _program(key: str) -> Any:
    from openluban.learning.statements.tests.make import Program  # noqa: PLC0415

    return Program(key)


def send(key: str, file: str, first: str, each: str) -> None:
    """Store statements, so many at a time, and write down the ids once they are acknowledged."""
    from openluban.learning.statements.tests.make import make_statement  # noqa: PLC0415

    program, number = _program(key), int(first)
    with Path(file).open("a") as acknowledged:
        while True:
            made = []
            for _ in range(int(each)):
                number += 1
                made.append(make_statement(f"p{number % 7}", id=str(UUID(int=number))))
            stored = program.post(*made)
            acknowledged.write("".join(f"{uuid}\n" for uuid in stored))
            acknowledged.flush()
            if number == int(first) + int(each):
                print("in the middle", flush=True)


def race(key: str, name: str, start: str) -> None:
    """Put statements of ids that others put at the same moment; say how often that was taken."""
    from openluban.learning.statements.tests.make import make_statement  # noqa: PLC0415

    program = _program(key)
    time.sleep(max(0.0, float(start) - time.time()))
    taken = 0
    for number in range(RACES):
        uuid = str(UUID(int=number + 1))
        made = make_statement(name, id=uuid)
        answer = program.ask("PUT", "statements", made, statementId=uuid)
        assert answer.status_code in {204, 409}, answer.content
        taken += answer.status_code == 204
    print(taken, flush=True)


def tell(file: str) -> None:
    """Say what was acknowledged and what is there."""
    from openluban.learning.statements.models import Mark, Statement  # noqa: PLC0415

    place = Path(file)
    acknowledged = place.read_text().split() if place.exists() else []
    there = {str(each) for each in Statement.objects.values_list("uuid", flat=True)}
    numbers = set(Statement.objects.values_list("id", flat=True))
    marked = set(Mark.objects.values_list("statement", flat=True))
    print(
        len(acknowledged),
        len(there.intersection(acknowledged)),
        Statement.objects.count(),
        len(there),
        len(numbers ^ marked),
        flush=True,
    )


if __name__ == "__main__":
    main()
