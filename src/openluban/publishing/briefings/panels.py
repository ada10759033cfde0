"""What briefings add to other pages: marks of restated numbers, the newest briefings, my work."""

from collections.abc import Mapping, Sequence

from django.core.cache import cache
from django.utils.translation import gettext as _

from openluban.foundation.figures.hooks import declare_standings
from openluban.foundation.figures.reading import Reading
from openluban.foundation.history.stamp import state_of_records
from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.ui.front import FrontLine, FrontPiece, declare_front
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Standing, StandingMark
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day, format_day_short
from openluban.publishing.briefings.placeholders import PHRASE
from openluban.publishing.briefings.queries.reading import (
    best_of,
    newest_editions,
    published_briefings,
    requests_for,
)
from openluban.publishing.briefings.queries.standing import standing_of

HOME = "/briefings/"
_KEPT_SECONDS = 24 * 3600
_ON_FRONT = 3
Asked = tuple[str, str, tuple[tuple[str, str], ...]]
"""A figure, a day (ISO) and the settled choices in the order of their names."""


@declare_standings
def standings(readings: Sequence[Reading]) -> list[StandingMark | None]:
    """Say of numbers that a newest edition gives otherwise what it gave; nothing of others.

    One query where nothing has changed since the last call.
    """
    known = _restated()
    language = page_language()
    marks: list[StandingMark | None] = []
    for reading in readings:
        choices = tuple(sorted(reading.choices.items()))
        words = known.get((reading.figure.key, reading.at.isoformat(), choices))
        said = _("restated: a briefing gave %(number)s")
        marks.append(
            StandingMark(Standing.RESTATED, said % {"number": words[language]}) if words else None
        )
    return marks


def _restated() -> Mapping[Asked, Mapping[str, str]]:
    """Return what newest editions gave for restated numbers, in words by language."""
    name = f"briefings.restated:{state_of_records()}"
    kept: Mapping[Asked, Mapping[str, str]] | None = cache.get(name)
    if kept is None:
        kept = {
            (one.frozen.figure, one.frozen.at, tuple(sorted(one.frozen.choices.items()))): {
                language: words[PHRASE] for language, words in one.frozen.words.items()
            }
            for edition in newest_editions()
            for one in standing_of(edition).values()
            if one.is_other_number
        }
        cache.set(name, kept, _KEPT_SECONDS)
    return kept


@declare_front
def front_piece() -> FrontPiece | None:
    """Return the newest briefings."""
    language = page_language()
    lines = tuple(
        FrontLine(
            row.title(language)[1],
            f"{HOME}{row.key}/",
            _("numbers as at %(day)s") % {"day": format_day(row.day.isoformat(), language)},
        )
        for row in published_briefings(limit=_ON_FRONT)
    )
    if not lines:
        return None
    return FrontPiece(_("Briefings"), lines, HOME, _("All briefings"), order=10)


@declare_waiting
def signatures(actor: Actor) -> Waiting | None:
    """Return what waits for this person's signature."""
    language = page_language()
    items = tuple(
        WaitingItem(
            best_of(row.titles, language)[1],
            f"{HOME}{row.key}/publish/",
            _("signed first on %(day)s")
            % {"day": format_day_short(row.signed_at.date().isoformat(), language)},
        )
        for row in requests_for(actor)
    )
    if not items:
        return None
    return Waiting(_("Publication waiting for your signature"), len(items), items, HOME)
