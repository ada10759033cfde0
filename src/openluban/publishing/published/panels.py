"""What published figures add to other pages: marks and dots of numbers, home, record, my work."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.figures.declaring import Figure
from openluban.foundation.figures.hooks import declare_dots, declare_standings
from openluban.foundation.figures.reading import Reading
from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.ui.charts.line import Dot
from openluban.foundation.ui.front import FrontLine, FrontPiece, declare_front
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import STANDING_WORDS, Standing, StandingMark
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day, format_number
from openluban.publishing.published.printing import told_words
from openluban.publishing.published.queries import (
    nearest,
    reconciled,
    said_of,
    unmapped,
    verdict_counts,
)
from openluban.publishing.published.verdicts import PartResult, Result, Verdict

HOME = "/reconciliation/"
_DAYS = 731
"""What was published longer before or after says nothing of a number."""
_FIRST = 50


@declare_dots
def published_dots(figure: Figure, choices: Mapping[str, str]) -> Sequence[Dot]:
    """Return what was published of a figure under just these choices."""
    said = said_of(reconciled(), figure.key, choices)
    return [dot for result, part in said if (dot := _dot(result, part)) is not None]


def _dot(result: Result, part: PartResult) -> Dot | None:
    interval = part.number.interval
    if interval is None or part.at is None:
        return None
    standing = Standing(part.verdict)
    label = _("%(number)s, %(publisher)s, %(day)s: %(standing)s") % {
        "number": told_words(result, part),
        "publisher": result.stated.publisher,
        "day": _day(result),
        "standing": STANDING_WORDS[standing],
    }
    return Dot(part.at, interval.low, interval.high, label, _url(result.stated.id), standing)


def _day(result: Result) -> str:
    as_of = result.stated.as_of
    return format_day(as_of.text, page_language()) if as_of else ""


def _url(key: str) -> str:
    return f"{HOME}{key.lower()}/"


@declare_standings
def published_standings(readings: Sequence[Reading]) -> Sequence[StandingMark | None]:
    """Return how what was published for the nearest day stands, of the same definition."""
    results = reconciled() if readings else ()
    return [_standing(results, reading) for reading in readings]


def _standing(results: Sequence[Result], reading: Reading) -> StandingMark | None:
    said = said_of(results, reading.figure.key, reading.choices)
    known = [one for one in said if one[1].verdict != Verdict.NO_RECORDS]
    found = nearest(known, reading.at, within=_DAYS)
    if found is None:
        return None
    result, part = found
    standing = Standing(part.verdict)
    words = _("%(number)s published for %(day)s: %(standing)s") % {
        "number": told_words(result, part),
        "day": _day(result),
        "standing": STANDING_WORDS[standing],
    }
    return StandingMark(standing, words)


@declare_front
def front_piece() -> FrontPiece | None:
    """Return how many published figures have each verdict."""
    results = reconciled()
    if not results:
        return None
    lines = tuple(
        FrontLine(
            format_number(count, page_language()),
            f"{HOME}?verdict={verdict}",
            mark=StandingMark(Standing(verdict)),
        )
        for verdict, count in verdict_counts(results).items()
        if count
    )
    title = _("What was published, held against the register")
    return FrontPiece(title, lines, HOME, _("All published figures"), order=20)


@declare_waiting
def figures_to_map(actor: Actor) -> Waiting | None:
    """Return the published figures of which nobody has said which figure they mean."""
    if not may_accept(actor):
        return None
    found = unmapped()
    items = tuple(
        WaitingItem(claim, f"{_url(key)}map/", key.upper()) for key, claim in found[:_FIRST]
    )
    return Waiting(_("Published figures that nobody has mapped"), len(found), items)


def _fill(record: Any, _actor: Actor, _language: str) -> Filled:
    found = next((one for one in reconciled() if one.stated.id.lower() == record.key), None)
    if found is None:
        return None
    mark = StandingMark(Standing(found.verdict))
    return {"result": found, "mark": mark, "url": _url(record.key)}


VERDICT = declare_panel(
    "published",
    Panel(
        key="verdict",
        title=gettext_lazy("Held against the register"),
        template="published/panel.html",
        fill=_fill,
        order=10,
    ),
)
