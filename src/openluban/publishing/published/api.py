"""The reconciliation as JSON: all verdicts, one verdict, verdicts of rows that are not kept."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.answering import answer, kept_answer
from openluban.foundation.api.asking import json_object, parameters, refuse_large, single
from openluban.foundation.api.describing import JSON, add, operation
from openluban.foundation.registers.policies import may_propose
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem
from openluban.publishing.published import schemas
from openluban.publishing.published.answers import as_json
from openluban.publishing.published.checking import LIMITS, check_rows
from openluban.publishing.published.files import OPTIONAL, REQUIRED, read_stated, stated_from
from openluban.publishing.published.filtering import NAMES, narrowed, read_wanted
from openluban.publishing.published.queries import reconciled
from openluban.publishing.published.verdicts import Stated, Verdict

router = Router(tags=["reconciliation"])
_MULTIPART = "multipart/form-data"


def list_verdicts(request: HttpRequest) -> HttpResponse:
    """List the published figures with their verdicts."""
    given = parameters(request, NAMES)
    wanted = read_wanted({name: single(given, name) for name in NAMES})
    if wanted.verdict and wanted.verdict not in set(Verdict):
        sentence = _("There is no such verdict. Possible: %(possible)s.")
        possible = ", ".join(Verdict)
        raise Invalid(
            [Problem("unknown_option", sentence, "verdict", details={"possible": possible})]
        )

    def read() -> JSON:
        return {"items": [as_json(result) for result in narrowed(reconciled(), wanted)]}

    return kept_answer(request, read)


def read_verdict(request: HttpRequest, key: str) -> HttpResponse:
    """Read the verdict of one published figure."""
    parameters(request, ())

    def read() -> JSON:
        for result in reconciled():
            if result.stated.id.lower() == key.lower():
                return as_json(result)
        raise NotFound(key=key[:80])

    return kept_answer(request, read)


def check(request: HttpRequest) -> HttpResponse:
    """Hold rows against the register; nothing of them is kept."""
    parameters(request, ())
    if not may_propose(actor_of(request)):
        raise NotAllowed
    rows = _rows_of_file(request) if request.content_type == _MULTIPART else _rows(request)
    return answer({"items": [as_json(result) for result in check_rows(rows)]})


def _rows_of_file(request: HttpRequest) -> list[Stated]:
    refuse_large(request, 2 * LIMITS.max_bytes)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid([Problem("required", _("Send a file under the name “file”."), "file")])
    name = PurePosixPath(file.name or "file").name[:100]
    return read_stated(file.read(), filename=name, limits=LIMITS)


def _rows(request: HttpRequest) -> list[Stated]:
    given = json_object(request, ("rows",)).get("rows")
    if not isinstance(given, list) or not given:
        raise Invalid([Problem("type", _("This must be a list of rows."), "rows")])
    if len(given) > LIMITS.max_rows:
        sentence = _("At most %(limit)s rows are possible.")
        details: dict[str, object] = {"limit": LIMITS.max_rows}
        raise Invalid([Problem("too_long", sentence, "rows", details=details)])
    problems = [found for place, row in enumerate(given) for found in _problems(place, row)]
    if problems:
        raise Invalid(problems)
    return [stated_from(_cells(row)) for row in given]


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value).strip() for name, value in row.items()}


def _problems(place: int, row: Any) -> Sequence[Problem]:
    """Return what is wrong with a row; rows are counted from 1."""
    number = place + 1
    if not isinstance(row, dict):
        return [Problem("type", _("This must be an object."), "rows", row=number)]
    known = (*REQUIRED, *OPTIONAL)
    found = [
        Problem("unknown_member", _("There is no such column."), name[:60], row=number)
        for name in row
        if name not in known
    ]
    found += [
        Problem("type", _("This must be text, or a number."), name, row=number)
        for name in row
        if name in known and not _fits(row[name])
    ]
    cells = _cells(row)
    found += [
        Problem("required", _("This must not be empty."), name, row=number)
        for name in REQUIRED
        if not cells.get(name)
    ]
    return found


def _fits(value: object) -> bool:
    if value is None:
        return True
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_plain and len(str(value)) <= LIMITS.max_cell_chars


add(
    router,
    "",
    list_verdicts,
    operation(
        "list_verdicts",
        "List",
        "Published figures held against the register, each with its verdict and why.",
        schemas.LIST,
        parameters=schemas.FILTERS,
    ),
)
add(
    router,
    "/check",
    check,
    operation(
        "check_published_figures",
        "Check rows",
        "Holds rows or a file against the register. Nothing of them is kept.",
        schemas.LIST,
        body=schemas.ROWS,
    ),
    method="POST",
)
add(
    router,
    "/{key}",
    read_verdict,
    operation(
        "read_verdict",
        "Read",
        "One published figure: its verdict, the reason, the records and rivals it names.",
        schemas.ONE,
    ),
)
