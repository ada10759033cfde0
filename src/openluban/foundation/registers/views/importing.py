"""Bringing in a spreadsheet: uploaded, previewed, then applied whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.errors import AlreadyThere
from openluban.foundation.registers.queries.showing import names_in_changes
from openluban.foundation.registers.queries.values import ChangedValue, changed_values
from openluban.foundation.registers.uploads import (
    Upload,
    find_upload,
    forget_upload,
    keep_upload,
)
from openluban.foundation.registers.use_cases.import_rows import (
    Outcome,
    import_rows,
    preview_import,
)
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_officers
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.sheet import Sheet
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Invalid, Problem

LIMITS = Limits(max_bytes=20_000_000, max_rows=200_000)
"""Of a file that comes over the web; the command line takes larger ones."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A record that would be entered or changed, with what would change."""

    key: str
    is_new: bool
    changes: tuple[ChangedValue, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def bring_in(request: HttpRequest, register: Register) -> HttpResponse:
    """Ask for a file, or keep the one that was sent and lead to its preview."""
    if request.method != "POST":
        return _ask(request, register)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _ask(request, register, _("Choose a file that is not empty."))
    if file.size > LIMITS.max_bytes:
        says = _("The file has more than %(limit)s bytes. Split it.")
        limit = format_number(LIMITS.max_bytes, page_language())
        return _ask(request, register, says % {"limit": limit})
    token = keep_upload(
        file.chunks(),
        account=actor_of(request).key,
        register=register.key,
        filename=file.name or "",
        at=timezone.now(),
    )
    return SeeOther(f"/{register.key}/import/{token}/")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def preview(request: HttpRequest, register: Register, token: str) -> HttpResponse:
    """Show what the kept file would do, or apply it."""
    actor, now = actor_of(request), timezone.now()
    upload = find_upload(token, account=actor.key, register=register.key, at=now)
    try:
        sheet = _sheet(register, upload)
        if request.method != "POST":
            outcome = preview_import(register_key=register.key, sheet=sheet, actor=actor, at=now)
            return _show(request, register, upload, outcome, actor)
        done = import_rows(register_key=register.key, sheet=sheet, actor=actor, at=now)
    except Invalid as refusal:
        outcome = Outcome(problems=list(refusal.problems))
        return _show(request, register, upload, outcome, actor, status=UNPROCESSABLE)
    except AlreadyThere as refusal:
        outcome = Outcome(problems=[Problem(refusal.code, str(refusal))])
        return _show(request, register, upload, outcome, actor, status=UNPROCESSABLE)
    forget_upload(upload)
    counts = _counts(done)
    messages.success(
        request,
        _("Imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts,
    )
    return SeeOther(register.url())


def _sheet(register: Register, upload: Upload) -> Sheet:
    return read_sheet(
        upload.path,
        filename=upload.filename,
        columns=Columns(expected=register.headers),
        limits=LIMITS,
    )


def _counts(outcome: Outcome) -> dict[str, str]:
    language = page_language()
    return {
        "new": format_number(outcome.new, language),
        "changed": format_number(outcome.changed, language),
        "unchanged": format_number(outcome.unchanged, language),
    }


def _ask(request: HttpRequest, register: Register, error: str = "") -> HttpResponse:
    file = FieldView(
        "file",
        _("File"),
        "file",
        help=_("CSV or Excel (.xlsx), one record a row, the names of the columns in the first."),
        errors=(error,) if error else (),
        required=True,
    )
    context = {
        "register": register,
        "form": FormView(fields=(file,), submit_text=_("Preview"), cancel_url=register.url()),
        "headers": register.headers,
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "registers/import.html", context, status=status)


def _show(
    request: HttpRequest,
    register: Register,
    upload: Upload,
    outcome: Outcome,
    actor: Actor,
    status: int = 200,
) -> HttpResponse:
    context = {
        "register": register,
        "filename": upload.filename,
        "counts": _counts(outcome),
        "samples": _samples(register, outcome, actor),
        "problems": problems_table(outcome.problems) if outcome.problems else None,
        "changes_something": bool(outcome.new or outcome.changed),
    }
    return render(request, "registers/preview.html", context, status=status)


def _samples(register: Register, outcome: Outcome, actor: Actor) -> list[Sample]:
    language = page_language()
    changes = [change for _key, change in outcome.samples]
    names = names_in_changes(register, changes, language, actor)
    return [
        Sample(key, _is_new(change), changed_values(register, change, language, names))
        for key, change in outcome.samples
    ]


def _is_new(change: Any) -> bool:
    return all(before is None for before, _after in change.values())


def problems_table(problems: Sequence[Problem]) -> TableView:
    """Return every problem with its row, its column, its rule and what to do."""
    columns = (
        Column("row", _("Row")),
        Column("column", _("Column")),
        Column("sentence", _("What is wrong")),
        Column("rule", _("Rule")),
    )
    rows = tuple(
        Row(
            (
                Cell(str(problem.row) if problem.row else "–"),
                Cell(problem.field or "–"),
                Cell(str(problem)),
                Cell(problem.rule),
            )
        )
        for problem in problems
    )
    return TableView(_("What is wrong"), columns, rows)
