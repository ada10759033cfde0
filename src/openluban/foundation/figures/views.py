"""Figures on screen: all of them, one number with its records, the records as a file."""

from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.figures.addresses import figure_url
from openluban.foundation.figures.asking import NotADay, Question, read_question
from openluban.foundation.figures.behind import all_behind
from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.declaring import Aggregate, NoSuchFigure, find_figure
from openluban.foundation.figures.listing import named
from openluban.foundation.figures.pages import figure_page, index_entries
from openluban.foundation.figures.possible import possible_choices
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.sheets.writing import Value, write_csv
from openluban.kernel.refusals import Refusal

_HEADER = ("key", "name", "counts_from", "counts_latest", "counts_until", "quantity", "confidence")
_FAR = 9_000
_BAD = 400


@require_safe
def figure_index_view(request: HttpRequest) -> HttpResponse:
    """Show every figure with its number today."""

    def make() -> HttpResponse:
        with remembering():
            entries = index_entries(timezone.localdate())
            return render(request, "figures/index.html", {"entries": entries})

    return kept_page(request, make)


@require_safe
def figure_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show a number: its definition, what can be chosen, its records, its line, its parts."""

    def make() -> HttpResponse:
        with remembering():
            try:
                question = _question(request, key)
            except (UnknownChoice, NotADay) as refusal:
                return _not_possible(request, key, refusal)
            page = figure_page(question, actor_of(request))
            return render(request, "figures/figure.html", {"page": page})

    return kept_page(request, make)


@require_safe
@few_files
def figure_records_view(request: HttpRequest, key: str) -> HttpResponseBase:
    """Send the records that count as a CSV file, earliest first."""
    try:
        question = _question(request, key)
    except (UnknownChoice, NotADay) as refusal:
        return _not_possible(request, key, refusal)
    if question.figure.aggregate == Aggregate.RATIO or question.figure.is_of_persons:
        raise Http404
    response = StreamingHttpResponse(
        write_csv(_HEADER, _rows(question)), content_type="text/csv; charset=utf-8"
    )
    name = f"{question.figure.key}-{question.at.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _question(request: HttpRequest, key: str) -> Question:
    given = {name: values[-1] for name, values in request.GET.lists() if values}
    try:
        return read_question(key, given, today=timezone.localdate())
    except NoSuchFigure as unknown:
        raise Http404(str(unknown)) from unknown


def _not_possible(request: HttpRequest, key: str, refusal: Refusal) -> HttpResponse:
    context = {
        "refusal": refusal,
        "figure": find_figure(key),
        "possible": possible_choices(find_figure(key)),
        "url": figure_url(key, {}),
    }
    return render(request, "figures/not_possible.html", context, status=_BAD)


def _rows(question: Question) -> Iterator[list[Value]]:
    for record in all_behind(question.figure, question.choices, question.at):
        yield [
            record.key,
            named(record)[1],
            record.earliest,
            _known(record.latest),
            _known(record.until),
            record.quantity,
            record.confidence,
        ]


def _known(day: date | None) -> date | None:
    """Return a day, None for the days that stand for never."""
    return None if day is None or day.year > _FAR else day
