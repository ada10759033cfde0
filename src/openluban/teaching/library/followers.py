"""What else is to be done when a text was reviewed or published: higher modules declare it here."""

from collections.abc import Callable
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.teaching.library.models import UnitText

Follower = Callable[[UnitText, Actor, datetime], None]
"""Gets the text as it stands now; it runs inside the same transaction, and must not refuse."""
_DECLARED: list[Follower] = []


def declare_follower(follower: Follower) -> Follower:
    """Say what follows when a text has been reviewed or published."""
    if follower not in _DECLARED:
        _DECLARED.append(follower)
    return follower


def follow(text: UnitText, actor: Actor, at: datetime) -> None:
    """Do all that is declared, in the order in which it was."""
    for follower in _DECLARED:
        follower(text, actor, at)
