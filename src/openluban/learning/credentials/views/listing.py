"""The awards of one's own institution."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Pager, Row, TableView
from openluban.kernel.numerals import format_day_short, format_number
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.awards import (
    PAGE,
    AwardRow,
    award_rows,
    awardable,
    visible_batches,
)
from openluban.learning.credentials.queries.issuers import own_issuers
from openluban.learning.credentials.views.doors import for_issuers, unlisted
from openluban.learning.credentials.wording import STATES, marks_of

_BATCHES = 5


@require_safe
@for_issuers
@unlisted
def awards_page(request: HttpRequest) -> HttpResponse:
    """List awards, and what was asked for last; both may be narrowed by address."""
    actor, at = actor_of(request), timezone.now()
    achievement = request.GET.get("achievement", "").replace("\0", "")[:80]
    state = request.GET.get("state", "")
    state = state if state in Award.State.values else ""
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < PAGE else 0
    number = min(number, 2**62)
    rows = award_rows(actor, at=at, achievement=achievement, state=state, before=number)
    more = urlencode(
        {"achievement": achievement, "state": state, "before": rows[PAGE - 1].number}
        if len(rows) > PAGE
        else {}
    )
    context = {
        "table": _table(rows[:PAGE]),
        "pager": Pager(next_url=f"?{more}") if more else None,
        "sentence": _sentence(achievement, state),
        "batches": _batches_table(request),
        "issuers": [
            (issuer.name, reverse("issuer_keys", args=[issuer.key]))
            for issuer in own_issuers(actor, at)
        ],
    }
    return render(request, "credentials/awards.html", context)


def _sentence(achievement: str, state: str) -> FilterSentence:
    reader = page_language()
    any_of = Choice("", _("any achievement"), selected=not achievement)
    named = [(each.key, each.name.best(reader)) for each in awardable()]
    offered = [
        Choice(key, words, key == achievement, "" if language == reader else language)
        for key, (language, words) in named
    ]
    states = [Choice("", _("any state"), selected=not state)]
    states += [Choice(value, STATES[value], value == state) for value in Award.State.values]
    return FilterSentence(
        subject=_("Awards"),
        parts=(
            FilterPart(
                "achievement",
                _("Achievement"),
                value=achievement,
                choices=(any_of, *offered),
            ),
            FilterPart("state", _("State"), value=state, choices=tuple(states)),
        ),
        clear_url=reverse("awards") if achievement or state else "",
    )


def _table(rows: list[AwardRow]) -> TableView:
    columns = (
        Column("who", _("Recipient")),
        Column("what", _("Achievement")),
        Column("on", _("On")),
        Column("state", _("State")),
    )
    empty = Empty(
        _("No such award."),
        _("What your institution awards stands here."),
        reverse("give_awards"),
        _("Award a certificate or badge"),
    )
    return TableView(_("Awards"), columns, tuple(map(_row, rows)), empty)


def _row(row: AwardRow) -> Row:
    reader = page_language()
    language, words = row.achievement.best(reader)
    who = row.recipient[0] if row.recipient else _("erased")
    return Row(
        (
            Cell(who, reverse("award", args=[row.key])),
            Cell(words, lang="" if language == reader else language),
            Cell(format_day_short(row.awarded_on.isoformat(), reader)),
            Cell("", marks=marks_of(row.state, is_synthetic=row.is_synthetic)),
        )
    )


def _batches_table(request: HttpRequest) -> TableView | None:
    reader = page_language()
    batches = list(visible_batches(actor_of(request), timezone.now())[:_BATCHES])
    if not batches:
        return None
    columns = (
        Column("what", _("Achievement")),
        Column("on", _("On")),
        Column("how", _("Awarded"), numeric=True),
        Column("state", _("State")),
    )
    rows = []
    for batch in batches:
        language, words = batch.achievement.name.best(reader)
        url, lang = reverse("award_batch", args=[batch.key]), "" if language == reader else language
        counted = f"{format_number(batch.awarded, reader)} / {format_number(batch.total, reader)}"
        rows.append(
            Row(
                (
                    Cell(words, url, lang),
                    Cell(format_day_short(batch.awarded_on.isoformat(), reader)),
                    Cell(counted),
                    Cell(batch.get_state_display()),
                )
            )
        )
    return TableView(_("Awarded at once"), columns, tuple(rows), caption_shown=True)
