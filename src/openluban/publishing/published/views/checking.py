"""Holding a file of published figures against the register; nothing of it is kept."""

from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.registers.views.answers import UNPROCESSABLE
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.importing import problems_table
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import StandingMark
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Invalid
from openluban.publishing.published.checking import COLUMNS, LIMITS, check_rows
from openluban.publishing.published.files import read_stated
from openluban.publishing.published.queries import verdict_counts
from openluban.publishing.published.verdicts import Result
from openluban.publishing.published.views.exporting import csv_file, json_file
from openluban.publishing.published.views.setting import mark_of, row_views

_FILES: dict[str, Callable[[Sequence[Result]], HttpResponseBase]] = {
    "csv": csv_file,
    "json": json_file,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def check_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file of published figures, or show what the register says of each."""
    if request.method != "POST":
        return _ask(request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _ask(request, _("Choose a file that is not empty."))
    if file.size > LIMITS.max_bytes:
        limit = format_number(LIMITS.max_bytes, page_language())
        return _ask(
            request, _("The file has more than %(limit)s bytes. Split it.") % {"limit": limit}
        )
    try:
        rows = read_stated(file.read(), filename=file.name or "", limits=LIMITS)
    except Invalid as refusal:
        context = _context() | {"problems": problems_table(refusal.problems)}
        return render(request, "published/check.html", context, status=UNPROCESSABLE)
    return _answer(request, check_rows(rows))


def _answer(request: HttpRequest, results: Sequence[Result]) -> HttpResponse:
    wanted = sent(request, "answer")
    if wanted in _FILES:
        return _FILES[wanted](results)  # type: ignore[return-value]
    words = ngettext("%(count)s published figure", "%(count)s published figures", len(results))
    context = {
        "count": words % {"count": format_number(len(results), page_language())},
        "marks": _marks(results),
        "rows": row_views(results, whole=True),
    }
    return render(request, "published/checked.html", context)


def _marks(results: Sequence[Result]) -> list[tuple[str, StandingMark]]:
    return [
        (format_number(count, page_language()), mark_of(verdict))
        for verdict, count in verdict_counts(results).items()
    ]


def _ask(request: HttpRequest, error: str = "") -> HttpResponse:
    status = UNPROCESSABLE if error else 200
    return render(request, "published/check.html", _context(error), status=status)


def _context(error: str = "") -> dict[str, object]:
    fields = (
        FieldView(
            "file",
            _("File"),
            "file",
            help=_("CSV or Excel (.xlsx), one published figure a row, at most %(rows)s rows.")
            % {"rows": format_number(LIMITS.max_rows, page_language())},
            errors=(error,) if error else (),
            required=True,
        ),
        FieldView(
            "answer",
            _("Answer"),
            "choice",
            "page",
            choices=(
                Choice("page", _("on this page")),
                Choice("csv", _("as a CSV file")),
                Choice("json", _("as a JSON file")),
            ),
            required=True,
        ),
    )
    return {
        "form": FormView(fields=fields, submit_text=_("Check")),
        "columns": COLUMNS,
        "problems": None,
    }
