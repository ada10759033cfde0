"""What waits for a person beside proposals: modules declare it, the my-work page lists it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openluban.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One thing to be done: what it is, where it is done, a word on why it waits."""

    text: Any
    url: str
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things of one kind that wait; ``count`` is how many, ``items`` are the first of them."""

    title: Any
    count: int
    items: tuple[WaitingItem, ...] = ()
    url: str = ""
    """Where all of them are."""


WaitingProvider = Callable[[Actor], Waiting | None]
_PROVIDERS: list[WaitingProvider] = []


def declare_waiting(provider: WaitingProvider) -> WaitingProvider:
    """Add a kind of thing that waits for people; at most two queries, None where nothing does."""
    _PROVIDERS.append(provider)
    return provider


def waiting_for(actor: Actor) -> Sequence[Waiting]:
    """Return what waits for somebody, in the order of the modules."""
    found = (provider(actor) for provider in _PROVIDERS)
    return [waiting for waiting in found if waiting is not None and waiting.count]
