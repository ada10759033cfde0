"""Statements as courses send them, always the same for a number."""

import random
import uuid
from typing import Any

SITE = "https://luban.example"
LEARNERS = 20_000
_VERBS = ("completed", "answered", "experienced", "passed")


def statement(number: int) -> dict[str, Any]:
    """Return a statement of a learner about a unit of a course, of about 700 bytes."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "actor": agent(chance.randrange(LEARNERS)),
        "verb": {
            "id": f"http://adlnet.gov/expapi/verbs/{chance.choice(_VERBS)}",
            "display": {"en": "did"},
        },
        "object": {
            "objectType": "Activity",
            "id": f"{SITE}/units/u{chance.randrange(300):03}",
            "definition": {
                "name": {"en": "A unit", "zh-Hans": "单元"},
                "type": "http://adlnet.gov/expapi/activities/lesson",
            },
        },
        "result": {
            "score": {"scaled": round(chance.random(), 2)},
            "success": True,
            "completion": True,
            "duration": f"PT{chance.randrange(3000)}S",
        },
        "context": {
            "registration": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "contextActivities": {"grouping": [{"id": f"{SITE}/courses/c{number % 20:02}"}]},
            "language": "zh-Hans",
            "platform": "luban",
        },
        "timestamp": f"2026-10-{chance.randrange(1, 28):02}T10:{chance.randrange(60):02}:00Z",
    }


def agent(number: int) -> dict[str, Any]:
    """Return a learner by their pseudonym."""
    return {
        "objectType": "Agent",
        "account": {"homePage": f"{SITE}/", "name": f"p{number:05}"},
    }
