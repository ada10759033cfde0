"""Briefings and their editions as pages and programs read them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, QuerySet

from openluban.foundation.access.models import Account
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.publishing.briefings.models import (
    Briefing,
    BriefingText,
    Edition,
    EditionQuerySet,
    PublicationRequest,
)
from openluban.publishing.briefings.policies import may_sign, may_write

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A published briefing as lists show it: its newest edition."""

    key: str
    number: int
    day: date
    published_at: datetime
    titles: dict[str, str]

    def title(self, language: str) -> tuple[str, str]:
        """Return (language, title): in the reader's language, else the best there is."""
        return best_of(self.titles, language)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A briefing as those who write see it; ``edition`` is 0 while none is published."""

    key: str
    title: str
    language: str
    languages: tuple[str, ...]
    edition: int
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in the list of all."""

    number: int
    day: date
    published_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text as it is kept."""

    language: str
    title: str
    body: str
    version: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A briefing that waits for a second signature."""

    key: str
    titles: dict[str, str]
    signed_at: datetime


def best_of(wordings: dict[str, str], language: str) -> tuple[str, str]:
    """Return (language, words) for the reader, else English, else any; two empty texts if none."""
    for known in (language, "en", *wordings):
        if known in wordings:
            return known, wordings[known]
    return "", ""


def published_briefings(*, limit: int = MOST_LISTED) -> list[BriefingRow]:
    """Return the newest edition of every published briefing, newest first; one query."""
    rows = _newest().order_by("-published_at", "-pk")
    wanted = ("number", "day", "published_at", "titles")
    return [BriefingRow(**row) for row in rows.values(*wanted, key=F("briefing__key"))[:limit]]


def newest_editions() -> list[Edition]:
    """Return the newest edition of every published briefing, with all it holds; one query."""
    return list(_newest().order_by("-pk")[:MOST_LISTED])


def _newest() -> EditionQuerySet:
    editions = Edition.objects.annotate(newest=Max("briefing__editions__number"))
    return editions.filter(number=F("newest"))


def drafts(actor: Actor, language: str) -> list[DraftRow]:
    """Return every briefing as those who write see it; three queries, none for others."""
    if not may_write(actor):
        return []
    briefings = (
        Briefing.objects.annotate(edition=Max("editions__number"))
        .order_by("-pk")
        .values_list("pk", "key", "edition")[:MOST_LISTED]
    )
    titles: dict[int, dict[str, str]] = {}
    for briefing, spoken, title in BriefingText.objects.order_by("pk").values_list(
        "briefing_id", "language", "title"
    ):
        titles.setdefault(briefing, {})[spoken] = title
    waiting = set(_waiting_requests().values_list("briefing_id", flat=True))
    rows = []
    for pk, key, edition in briefings:
        known = titles.get(pk, {})
        spoken, title = best_of(known, language)
        rows.append(DraftRow(key, title or key, spoken, tuple(known), edition or 0, pk in waiting))
    return rows


def the_briefing(key: str) -> Briefing:
    """Return a briefing, published or not: for those who may write.

    :raises NotFound: there is none
    """
    found = Briefing.objects.filter(key=key).first()
    if found is None:
        raise NotFound(briefing=key[:80])
    return found


def the_edition(key: str, number: int | None = None) -> Edition:
    """Return an edition with its briefing, the newest unless a number is given; one query.

    :raises NotFound: there is none; briefings that are not published are not told apart
    """
    if "\0" in key:  # no text of PostgreSQL holds it
        raise NotFound(briefing="")
    found = Edition.objects.filter(briefing__key=key).select_related("briefing")
    if number is not None:
        found = found.filter(number=number)
    edition = found.order_by("-number").first()
    if edition is None:
        raise NotFound(briefing=key[:80])
    return edition


def edition_rows(briefing: Briefing) -> list[EditionRow]:
    """Return all editions of a briefing, newest first; one query."""
    rows = Edition.objects.filter(briefing=briefing).order_by("-number")
    return [EditionRow(**row) for row in rows.values("number", "day", "published_at", "reason")]


def newest_number(briefing: Briefing) -> int:
    """Return the number of the newest edition, 0 if there is none; one query."""
    found = Edition.objects.filter(briefing=briefing).aggregate(newest=Max("number"))["newest"]
    return found or 0


def texts_of(key: str) -> dict[str, TextRow]:
    """Return the texts of a briefing as they are kept, by language; one query."""
    rows = BriefingText.objects.filter(briefing__key=key).order_by("language")
    found = rows.values("language", "title", "body", "version", "changed_at")
    return {row["language"]: TextRow(**row) for row in found}


def request_of(briefing: Briefing) -> PublicationRequest | None:
    """Return the request of a briefing that waits for the second signature."""
    return _waiting_requests().filter(briefing=briefing).first()


def requests_for(actor: Actor) -> list[RequestRow]:
    """Return what waits for this person's signature: signed first by somebody else; one query."""
    if not may_sign(actor):
        return []
    waiting = _waiting_requests().exclude(first_signer=actor.key).order_by("signed_at")
    wanted = ("signed_at", "statement__texts")
    return [
        RequestRow(
            row["key"],
            {language: text["title"] for language, text in row["statement__texts"].items()},
            row["signed_at"],
        )
        for row in waiting.values(*wanted, key=F("briefing__key"))[:MOST_LISTED]
    ]


def name_of_person(key: str) -> str:
    """Return the name of whoever has this account key, ``""`` if none has it now."""
    return Account.objects.filter(key=key).values_list("name", flat=True).first() or ""


def _waiting_requests() -> "QuerySet[PublicationRequest]":
    return PublicationRequest.objects.filter(state=PublicationRequest.State.WAITING)
