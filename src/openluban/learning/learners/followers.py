"""What else follows when somebody is erased: higher modules say what they keep of people."""

from collections.abc import Callable
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
