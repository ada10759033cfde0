"""What other modules may use of briefings."""

from dataclasses import dataclass
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.publishing.briefings.queries.reading import (
    BriefingRow,
    best_of,
    published_briefings,
    requests_for,
)

__all__ = ["BriefingRow", "WaitingSignature", "published_briefings", "waiting_for"]


@dataclass(frozen=True, slots=True)
class WaitingSignature:
    """A publication that waits for somebody's signature, with the page where they give it.

    ``language`` is that of the title.
    """

    briefing: str
    title: str
    language: str
    signed_at: datetime
    url: str


def waiting_for(actor: Actor, language: str = "en") -> list[WaitingSignature]:
    """Return what waits for this person's signature, the oldest first; at most one query."""
    found = []
    for row in requests_for(actor):
        spoken, title = best_of(row.titles, language)
        url = f"/briefings/{row.key}/publish/"
        found.append(WaitingSignature(row.key, title, spoken, row.signed_at, url))
    return found
