"""The reconciliation as files."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from openluban.foundation.api.answering import to_json
from openluban.foundation.sheets.writing import write_csv
from openluban.publishing.published.answers import HEADER, as_json, csv_rows
from openluban.publishing.published.filtering import narrowed, read_wanted
from openluban.publishing.published.queries import reconciled
from openluban.publishing.published.verdicts import Result

_NAME = "reconciliation"


@require_safe
def reconciliation_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the wanted published figures with their verdicts as a CSV file."""
    return csv_file(_wanted(request))


@require_safe
def reconciliation_json(request: HttpRequest) -> HttpResponseBase:
    """Send the same as JSON, as the command line writes it."""
    return json_file(_wanted(request))


def _wanted(request: HttpRequest) -> list[Result]:
    return narrowed(reconciled(), read_wanted(request.GET.dict()))


def csv_file(results: Sequence[Result]) -> HttpResponseBase:
    """Return results as a CSV file to be kept."""
    body = write_csv(HEADER, csv_rows(results))
    return _named(StreamingHttpResponse(body, content_type="text/csv; charset=utf-8"), "csv")


def json_file(results: Sequence[Result]) -> HttpResponseBase:
    """Return results as a JSON file to be kept."""
    body = to_json([as_json(result) for result in results])
    return _named(HttpResponse(body, content_type="application/json"), "json")


def _named(response: HttpResponseBase, ending: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{_NAME}.{ending}"'
    return response
