"""A list as a file."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.queries.exporting import (
    MOST_CSV,
    MOST_XLSX,
    export_header,
    export_rows,
)
from openluban.foundation.registers.queries.wanted import read_wanted
from openluban.foundation.sheets.writing import write_csv, write_xlsx

_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@few_files
def export_csv(request: HttpRequest, register: Register) -> HttpResponseBase:
    """Stream the list that the address describes, at most ``MOST_CSV`` records."""
    wanted = read_wanted(register, dict(request.GET.lists()))
    rows = export_rows(register, wanted, actor_of(request), most=MOST_CSV)
    response = StreamingHttpResponse(
        write_csv(export_header(register, wanted), rows), content_type=_CSV
    )
    return _named(response, register, timezone.localdate(), "csv")


@require_safe
@few_files
def export_xlsx(request: HttpRequest, register: Register) -> HttpResponseBase:
    """Return the list that the address describes, at most ``MOST_XLSX`` records."""
    wanted = read_wanted(register, dict(request.GET.lists()))
    rows = export_rows(register, wanted, actor_of(request), most=MOST_XLSX)
    book = write_xlsx(export_header(register, wanted), rows, title=str(register.title))
    return _named(HttpResponse(book, content_type=_XLSX), register, timezone.localdate(), "xlsx")


@require_safe
def template_csv(request: HttpRequest, register: Register) -> HttpResponseBase:
    """Return an empty file with every column that an import understands."""
    response = HttpResponse(b"".join(write_csv(register.headers, [])), content_type=_CSV)
    response["Content-Disposition"] = f'attachment; filename="{register.key}-template.csv"'
    return response


def _named(
    response: HttpResponseBase, register: Register, day: date, ending: str
) -> HttpResponseBase:
    name = f"{register.key}-{day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response
