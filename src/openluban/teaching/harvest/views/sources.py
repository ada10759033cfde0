"""The repositories that are harvested, for officers: when, how much, what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openluban.foundation.registers.views.doors import for_officers
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.numerals import format_day, format_number
from openluban.teaching.harvest.errors import WHY_WORDS, Why
from openluban.teaching.harvest.models import Source
from openluban.teaching.harvest.queries.sources import Standing, standings
from openluban.teaching.harvest.registers import ELSEWHERE


@require_safe
@for_officers
def sources_page(request: HttpRequest) -> HttpResponse:
    """List the repositories with their last runs and what was skipped."""
    known = standings()
    columns = (
        Column("name", _("Repository")),
        Column("records", _("Records here"), numeric=True),
        Column("ended", _("Last run to its end")),
        Column("came", _("What came with it")),
        Column("failed", _("What went wrong")),
    )
    empty = Empty(
        _("No repository is known yet."),
        _("Whoever runs this installation names one: luban harvest add ADDRESS --name NAME"),
    )
    table = TableView(_("Repositories"), columns, tuple(map(_row, known)), empty)
    skipped = [
        (each.source, [tuple(pair) for pair in each.source.skipped])
        for each in known
        if each.source.skipped
    ]
    context = {"table": table, "skipped": skipped, "elsewhere_url": ELSEWHERE.url()}
    return render(request, "harvest/sources.html", context)


def _row(standing: Standing) -> Row:
    source, language = standing.source, page_language()
    ended = source.ended_at.date().isoformat() if source.ended_at else ""
    marks = (Mark(_("under way")),) if source.is_running and not source.error else ()
    return Row(
        (
            Cell(source.name, source.url, marks=marks),
            Cell(format_number(standing.records, language)),
            Cell(format_day(ended, language) if ended else _("never")),
            Cell(_came(source, language)),
            Cell(_failed(source), marks=(Mark(_("failed"), "seal"),) if source.error else ()),
        )
    )


def _came(source: Source, language: str) -> str:
    if not source.counts:
        return ""
    told = {name: format_number(count, language) for name, count in source.counts.items()}
    words = _("%(new)s new, %(renewed)s renewed, %(gone)s gone, %(same)s as before")
    said = words % told
    skipped = source.counts.get("skipped", 0)
    if skipped:
        more = ngettext("%(count)s skipped", "%(count)s skipped", skipped)
        said = f"{said}, {more % {'count': told['skipped']}}"
    return said


def _failed(source: Source) -> str:
    if not source.error:
        return ""
    return f"{WHY_WORDS[Why(source.error)]} {source.error_detail}".strip()
