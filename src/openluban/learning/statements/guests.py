"""Those who come with a token instead of a key: higher modules let them in, and say how far.

A learner's browser is such a guest, for as long as a course is open. It stores and reads what
belongs to one registration, and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

SIGN = "~"
"""How the name of a guest begins; no source's key does."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A statement that was found to be one; ``happened`` is its own time in microseconds."""

    uuid: str
    has_own_id: bool
    value: Mapping[str, Any]
    happened: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A document that is asked for: its kind (``queries/documents.py``) and what names it.

    ``agent`` and ``activity`` are digests, empty where it is about none; ``name`` is "" where all
    of a place are meant.
    """

    kind: int
    agent: bytes
    activity: bytes
    registration: str
    name: str
    writes: bool


class Guest(Protocol):
    """What a token opens."""

    @property
    def registration(self) -> str:
        """The registration whose statements may be read."""
        ...

    def store(self, arrived: Sequence[Arrived], clock: Callable[[], int]) -> None:
        """Take note of statements in the transaction that stores them, which a refusal takes back.

        :raises Refused: one of them is not the guest's to say
        """
        ...

    def reach(self, reached: Reached) -> None:
        """Let a document be read or written.

        :raises Refused: it is not the guest's
        """
        ...
