"""The process behind ``workers.Worker``: one task a line on its input, one answer a line."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from benchmarks import (  # noqa: E402
    awarding,
    counting,
    filling,
    importing,
    keeping,
    memory_peers,
    offering,
    reading,
    recalling,
    reconciling,
    remembering,
    rostering,
    seeking,
)

TASKS: dict[str, Callable[..., Any]] = {
    "prepare": filling.prepare,
    "fill": filling.fill,
    "pages": reading.pages,
    "page": reading.page,
    "figures": counting.figures,
    "figure": counting.figure,
    "import": importing.measure,
    "roster": rostering.measure,
    "award": awarding.measure,
    "reconcile": reconciling.measure,
    "remember": remembering.fill,
    "memory_ask": remembering.ask,
    "memory_exhaustive": remembering.exhaustive,
    "memory_trigrams": memory_peers.trigrams,
    "memory_toolkit": memory_peers.toolkit,
    "offer": offering.fill,
    "offer_change": offering.change,
    "keep_prepare": keeping.prepare,
    "keep_fill": keeping.fill,
    "keep_bare": keeping.bare,
    "recall": recalling.measure,
    "seek_fill": seeking.fill,
    "seek_ask": seeking.ask,
}


def main() -> None:
    """Answer until the input ends; whatever is printed on the way goes to the error output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = TASKS[asked.pop("task")](**asked)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
