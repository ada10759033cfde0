"""Asking for many pages gives nobody more attempts to sign in."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from openluban.config.memory import Memory

COUNTER = "allauth:rl:allauth.account:login_failed:5/600.0/key:abc"


@pytest.fixture
def memory() -> Iterator[Memory]:
    memory = Memory("tests-of-memory", {"OPTIONS": {"MAX_ENTRIES": 10}})
    yield memory
    memory.clear()


def test_pages_push_out_pages_and_no_counter(memory: Memory) -> None:
    memory.set(COUNTER, [1.0], 600)
    for number in range(100):
        memory.set(f"page:{number}", "words")
    assert memory.get(COUNTER) == [1.0]
    assert memory.get("page:0") is None
    assert memory.get("page:99") == "words"


def test_pages_push_out_no_counter_of_how_often_somebody_asks(memory: Memory) -> None:
    memory.add("pace:verify:192.0.2.1:60:1", 1, 61)
    for number in range(100):
        memory.set(f"page:{number}", "words")
    assert memory.incr("pace:verify:192.0.2.1:60:1") == 2


def test_a_counter_whose_time_is_over_makes_room(memory: Memory) -> None:
    memory.set(COUNTER, [1.0], -1)
    for number in range(100):
        memory.set(f"page:{number}", "words")
    assert not any(COUNTER in key for key in memory._cache)


@pytest.mark.django_db
@override_settings(
    CACHES={
        "default": {
            "BACKEND": "openluban.config.memory.Memory",
            "LOCATION": "tests-of-attempts",
            "OPTIONS": {"MAX_ENTRIES": 10},
        }
    }
)
def test_attempts_are_counted_whatever_else_is_asked_for(client: Client) -> None:
    for number in range(6):
        wrong = {"login": "nina@example.org", "password": f"guess number {number}"}
        answer = client.post("/accounts/login/", wrong)
        for page in range(15):
            client.get(f"/registers/?x={number}-{page}")
    assert "Too many failed" in answer.content.decode()
