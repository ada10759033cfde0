"""Which of several marks of one person in one session holds.

The mark that was set last holds, by the moment of the device it was set on. Where two devices say
different things and neither had seen the other's, somebody has to look: it is disputed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

SLACK = timedelta(minutes=2)
"""A device whose clock is off by no more is believed: sending takes time as well."""


@dataclass(frozen=True, slots=True)
class Set:
    """A mark as it was set; ``over`` is the one that stood there, if any."""

    uuid: UUID
    says: tuple[str, int]
    told_at: datetime
    device: str
    over: UUID | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether the new mark holds, and whether the one that holds then is disputed."""

    new_holds: bool
    is_disputed: bool


def settle(new: Set, holder: Set | None) -> Settled:
    """Decide between a mark that comes in and the one that holds now."""
    if holder is None:
        return Settled(new_holds=True, is_disputed=False)
    if (new.told_at, new.uuid) > (holder.told_at, holder.uuid):
        has_seen = new.over == holder.uuid
        differs = new.says != holder.says and new.device != holder.device
        return Settled(new_holds=True, is_disputed=not has_seen and (differs or holder.is_disputed))
    differs = new.says != holder.says and new.device != holder.device
    is_new_doubt = differs and holder.over != new.uuid
    return Settled(new_holds=False, is_disputed=holder.is_disputed or is_new_doubt)


def put_right(said: datetime, sent: datetime, received: datetime) -> datetime:
    """Return when a mark was set, by this server's clock.

    A device whose clock is off says so itself: it tells what it shows as it sends. Nothing is set
    after it came in.
    """
    off = received - sent
    moment = said if abs(off) <= SLACK else said + off
    return min(moment, received)
