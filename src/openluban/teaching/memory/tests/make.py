"""Makers of units for tests, here and in modules above."""

from datetime import UTC, datetime

from django.db.models import QuerySet

from openluban.kernel.actor import SYSTEM, Actor
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.use_cases.remember import Pair, Remembered, Source, remember

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HANDBOOK = Source("handbook", "Handbook", "CC-BY 4.0", is_public=True)
LETTERS = Source("letters", "Letters")


def pair(source: str, target: str, *, before: str = "", after: str = "") -> Pair:
    """Return a pair in English and Chinese."""
    return Pair("en", "zh-Hans", source, target, before, after)


def keep(*pairs: Pair, origin: Source = HANDBOOK, actor: Actor = SYSTEM) -> Remembered:
    """Put pairs into the memory."""
    return remember(pairs=pairs, origin=origin, actor=actor, at=AT)


def units_of_memory() -> QuerySet[Unit]:
    """Return all units, retired ones too."""
    return Unit.objects.all()
