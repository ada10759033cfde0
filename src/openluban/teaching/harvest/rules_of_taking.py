"""When a list that somebody else gives goes on, ends, or goes round in circles."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from openluban.teaching.harvest.errors import Failed, Why

MOST_PAGES = 200_000
MOST_EMPTY = 3
"""Pages one after another without any record, that yet promise more."""
MOST_REPEATED = 100
"""Pages one after another on which nothing stands that this run had not met before."""
MOST_RESTARTS = 2
"""Times that a run begins again because its token has expired."""
LONGEST_TOKEN = 8_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run is: the token to ask with next, ``""`` before the first page.

    ``mark``, ``power`` and ``steps`` find circles by Brent's method: the digest of one earlier
    token is kept, and moved on after twice as many pages each time. ``first`` is the moment of the
    first answer, by the other side's clock; ``granularity`` is the one it tells.
    """

    token: str = ""
    mark: str = ""
    power: int = 1
    steps: int = 0
    pages: int = 0
    empty: int = 0
    repeated: int = 0
    restarts: int = 0
    first: str = ""
    granularity: str = ""

    def stored(self) -> dict[str, Any]:
        """Return what ``place_of`` reads back."""
        return asdict(self)


def place_of(stored: dict[str, Any]) -> Place:
    """Return a place as it was stored."""
    return Place(**stored)


def moved_on(place: Place, token: str, *, records: int, fresh: int) -> Place:
    """Return the place after a page that names a next one.

    :raises Failed: the token was there before, pages stay empty or repeat, there is no end
    """
    if len(token) > LONGEST_TOKEN:
        raise Failed(Why.PLACE_TOO_LONG)
    digest = sha256(token.encode("utf-8", "replace")).hexdigest()
    if token == place.token or digest == place.mark:
        raise Failed(Why.LIST_CIRCLES, token[:100])
    empty = 0 if records else place.empty + 1
    if empty >= MOST_EMPTY:
        raise Failed(Why.PAGES_EMPTY)
    repeated = 0 if fresh or not records else place.repeated + 1
    if repeated >= MOST_REPEATED:
        raise Failed(Why.RECORDS_REPEAT)
    if place.pages + 1 >= MOST_PAGES:
        raise Failed(Why.NO_END)
    steps, power, mark = place.steps + 1, place.power, place.mark
    if steps >= power:
        steps, power, mark = 0, power * 2, digest
    return replace(
        place,
        token=token,
        mark=mark,
        power=power,
        steps=steps,
        pages=place.pages + 1,
        empty=empty,
        repeated=repeated,
    )


def begun_again(place: Place) -> Place:
    """Return the place of a run that must begin again.

    :raises Failed: it did so too often
    """
    if place.restarts >= MOST_RESTARTS:
        raise Failed(Why.LIST_EXPIRES)
    return Place(restarts=place.restarts + 1, first=place.first, granularity=place.granularity)


def is_datestamp(text: str) -> bool:
    """Test whether a text is a day or a moment as the protocol writes them."""
    return _moment(text) is not None


def next_since(first: str, granularity: str) -> str:
    """Return the ``from`` of the next run: one granule before the first answer of this one."""
    moment = _moment(first)
    if moment is None:
        return ""
    try:
        if granularity == "YYYY-MM-DDThh:mm:ssZ":
            return (moment - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return (moment - timedelta(days=1)).strftime("%Y-%m-%d")
    except OverflowError:
        return ""


def _moment(text: str) -> datetime | None:
    form = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ"
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        return None
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None
