"""What two persons sign: the texts, and every number with the records it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openluban.foundation.exchange.signing import this_site
from openluban.publishing.briefings.errors import NothingToPublish
from openluban.publishing.briefings.filling import Setting, filled
from openluban.publishing.briefings.frozen import FrozenFigure, names_in
from openluban.publishing.briefings.models import Briefing, Edition, PublicationRequest
from openluban.publishing.briefings.problems import MarkupInvalid
from openluban.publishing.briefings.queries.freezing_texts import read_texts
from openluban.publishing.briefings.rules import Correction, correction

FORMAT = "openluban.briefing/1"
Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """A statement taken apart: Markdown by language, figures by question."""

    texts: dict[str, str]
    figures: dict[str, FrozenFigure]


def statement_now(briefing: Briefing, *, day: date, reason: str = "") -> Statement:
    """Return what would be signed now: the texts as they are kept, the figures as they are read.

    :raises NothingToPublish: there is no text
    :raises MarkupInvalid: a text has faults, or asks for a number that there is not
    """
    texts = texts_now(briefing)
    if not texts:
        raise NothingToPublish
    read = read_texts(texts, day=day)
    if read.problems:
        raise MarkupInvalid(one for problems in read.problems.values() for one in problems)
    former = latest_edition(briefing)
    site = this_site()
    figures = [read.figures[question] for question in sorted(read.figures)]
    return {
        "format": FORMAT,
        "site": {"key": site.key, "name": dict(site.name.wordings)},
        "briefing": briefing.key,
        "edition": former.number + 1 if former else 1,
        "day": day.isoformat(),
        "corrects": {"edition": former.number, "digest": former.digest} if former else None,
        "reason": reason,
        "texts": {
            language: {
                "title": filled(body, read.figures, Setting(language, day)).title,
                "markdown": body,
            }
            for language, body in texts.items()
        },
        "figures": [figure.stored() for figure in figures],
        "names": names_in(figures),
    }


def published(statement: Statement, *, at: datetime) -> Statement:
    """Return the statement with the moment at which the second person signed it."""
    return {**statement, "published_at": at.isoformat(timespec="seconds")}


def contents_of(statement: Statement) -> Contents:
    """Take a statement apart."""
    names = statement["names"]
    figures = [FrozenFigure.from_stored(one, names) for one in statement["figures"]]
    return Contents(
        {language: text["markdown"] for language, text in statement["texts"].items()},
        {figure.question: figure for figure in figures},
    )


def difference(former: Statement, later: Statement) -> Correction:
    """Return what a statement says otherwise than the one before it."""
    before, after = contents_of(former), contents_of(later)
    return correction(before.figures, after.figures, texts=(before.texts, after.texts))


def changes_since(request: PublicationRequest) -> Correction | None:
    """Return what differs from what was signed first; None if it cannot be published now."""
    texts = texts_now(request.briefing)
    read = read_texts(texts, day=request.day)
    if read.problems or not texts:
        return None
    signed = contents_of(request.statement)
    return correction(signed.figures, read.figures, texts=(signed.texts, texts))


def texts_now(briefing: Briefing) -> dict[str, str]:
    """Return the texts as they are kept, by language."""
    return dict(briefing.texts.order_by("language").values_list("language", "body"))


def latest_edition(briefing: Briefing) -> Edition | None:
    """Return the newest edition of a briefing, None if it is not published."""
    return Edition.objects.filter(briefing=briefing).order_by("-number").first()


def titles_of(statement: Statement) -> Mapping[str, str]:
    """Return the titles by language as they are read."""
    return {language: text["title"] for language, text in statement["texts"].items()}
