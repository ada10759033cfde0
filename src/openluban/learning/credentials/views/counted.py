"""The records behind a figure of awards, under pseudonyms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.persons import asked_of_persons, nothing_counts, persons_page
from openluban.foundation.registers.views.doors import only
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_day_short
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.figures import AWARDED, AWARDS
from openluban.learning.credentials.policies import may_count_awards
from openluban.learning.credentials.queries.counting import CountedAward, counted_awards
from openluban.learning.credentials.views.doors import never_kept, unlisted

_FIGURES = {figure.key: figure for figure in (AWARDS, AWARDED)}


@require_safe
@only(may_count_awards)
@unlisted
@never_kept
def counted_page(request: HttpRequest) -> HttpResponse:
    """Show what counts under the choices, page by page, and the number."""
    asked = asked_of_persons(request.GET.dict(), _FIGURES)
    counted = counted_awards(asked, actor_of(request), at=timezone.now())
    columns = (
        Column("token", _("Pseudonym")),
        Column("what", _("Achievement")),
        Column("by", _("Awarded by")),
        Column("workshop", _("Workshop")),
        Column("on", _("On")),
    )
    rows = tuple(map(_row, counted.rows))
    table = TableView(_("The records behind it"), columns, rows, nothing_counts())
    context = persons_page(asked, number=counted.number, page=counted.page, table=table)
    context["hint"] = _(
        "A day is told as closely as five awards share it, so that it points to nobody."
    )
    return render(request, "figures/persons.html", context)


def _row(row: CountedAward) -> Row:
    award = row.award
    issuers = [_named(each.name) for each in (award.issuer, award.co_issuer) if each]
    workshop = _named(award.workshop.name) if award.workshop else ("", "—")
    day = format_day_short(row.day, page_language()) if row.day else _("not told")
    return Row(
        (
            Cell(row.token),
            _cell(_named(award.achievement.name)),
            Cell(" + ".join(words for _language, words in issuers)),
            _cell(workshop),
            Cell(day),
        )
    )


def _named(name: LocalizedText) -> tuple[str, str]:
    language, words = name.best(page_language())
    return ("" if language == page_language() else language), words


def _cell(named: tuple[str, str]) -> Cell:
    language, words = named
    return Cell(words, lang=language)
