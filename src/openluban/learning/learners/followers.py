"""What higher modules keep of people: given out with the rest, and erased with the rest."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from openluban.kernel.actor import Actor

Follower = Callable[..., Any]
"""Takes ``person`` (an id), ``actor`` and ``at``; runs in the transaction that erases."""
_FOLLOWERS: list[Follower] = []


def declare_erasing(follower: Follower) -> Follower:
    """Add what is to be done with a person's things before all that identifies them goes."""
    _FOLLOWERS.append(follower)
    return follower


def follow_erasing(person: int, *, actor: Actor, at: datetime) -> None:
    """Let every module forget a person."""
    for follower in _FOLLOWERS:
        follower(person=person, actor=actor, at=at)


Holder = Callable[[int], list[dict[str, Any]]]
"""Takes the id of a person; returns what a module keeps of them, as JSON can hold it."""
_HOLDERS: dict[str, Holder] = {}


def declare_holding(name: str, holder: Holder) -> Holder:
    """Say what a module keeps of a person; ``name`` is that of the member in what they take along.

    The same name twice is a fault of the code.
    """
    if _HOLDERS.get(name, holder) is not holder:
        message = f"what is held as {name} is declared twice"
        raise ValueError(message)
    _HOLDERS[name] = holder
    return holder


def held_of(persons: Iterable[int]) -> dict[str, list[dict[str, Any]]]:
    """Return what every module keeps of a person, who may have several records joined into one."""
    some = list(persons)
    return {
        name: [each for person in some for each in holder(person)]
        for name, holder in sorted(_HOLDERS.items())
    }
