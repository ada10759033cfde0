"""Bringing in teaching material: a file or a zip of a folder, looked at first, then taken over."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.uploads import Upload, find_upload, forget_upload, keep_upload
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem, Refusal
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_files, read_folder
from openluban.teaching.library.formats.folder_parts import Folder
from openluban.teaching.library.formats.foreign import LARGEST, Reading
from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.unpacking import unpack
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder

MOST_BYTES = 50_000_000
"""Of a file that comes over the web; the command line takes larger folders."""
_PURPOSE = "library"
_ENDINGS = (".zip", ".md", *(f".{ending}" for ending in LARGEST))
_FIELDS = ("language", "resource", "rights", "whole")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a file beside it; the preview carries it in its address."""

    language: str = ""
    resource: str = ""
    rights: str = ""
    whole: str = ""

    @property
    def reading(self) -> Reading:
        """How the file is read."""
        return Reading(self.language, is_whole=bool(self.whole))


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file, or keep the one that was sent and lead to its preview."""
    if request.method != "POST":
        return _ask(request, Said())
    said = Said(**{name: sent(request, name)[:_LONGEST] for name in _FIELDS})
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _ask(request, said, _("Choose a file that is not empty."))
    if not (file.name or "").lower().endswith(_ENDINGS):
        return _ask(request, said, _("Choose a file of one of the kinds that are named here."))
    if file.size > MOST_BYTES:
        limit = format_number(MOST_BYTES, page_language())
        says = _("The file has more than %(limit)s bytes. Split it.") % {"limit": limit}
        return _ask(request, said, says)
    token = keep_upload(
        file.chunks(),
        account=actor_of(request).key,
        register=_PURPOSE,
        filename=file.name or "",
        at=timezone.now(),
    )
    values = {name: getattr(said, name) for name in _FIELDS if getattr(said, name)}
    query = f"?{urlencode(values)}" if values else ""
    return SeeOther(reverse("library_import_preview", args=[token]) + query)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def import_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the kept file would become, or take it over as drafts."""
    actor, now = actor_of(request), timezone.now()
    upload = find_upload(token, account=actor.key, register=_PURPOSE, at=now)
    said = Said(**{name: request.GET.get(name, "")[:_LONGEST] for name in _FIELDS})
    only_look = request.method != "POST"
    wish = Wish(resource=said.resource, rights=said.rights, only_look=only_look)
    try:
        with tempfile.TemporaryDirectory() as place:
            folder = _folder(upload, said.reading, Path(place))
            outcome = import_folder(folder=folder, wish=wish, actor=actor, at=now)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, upload, problems=_problems(refusal))
    if only_look:
        return _show(request, upload, outcome)
    forget_upload(upload)
    messages.success(request, _("Taken over as drafts. Somebody of the other side reviews them."))
    return SeeOther(reverse("registers:record", args=["library", outcome.resource]))


def _folder(upload: Upload, reading: Reading, place: Path) -> Folder:
    if not upload.filename.lower().endswith(".zip"):
        return read_files([(upload.filename, upload.path)], reading)
    name = upload.filename[: -len(".zip")] or "resource"
    try:
        inside = unpack(upload.path.read_bytes(), upload.filename, place)
    except Unfit as fault:
        raise FolderRefused([fault.problem]) from fault
    return read_folder(inside, reading, name=name if inside == place else inside.name)


def _problems(refusal: Refusal) -> tuple[Problem, ...]:
    if isinstance(refusal, Invalid | FolderRefused):
        return refusal.problems
    return (Problem(refusal.code, str(refusal).replace("%", "%%"), details={"": ""}),)


def _ask(request: HttpRequest, said: Said, error: str = "") -> HttpResponse:
    fields = (
        FieldView(
            "file",
            _("File"),
            "file",
            help=_(
                "Word (.docx), HTML, PO, WebVTT, SRT or Markdown; or a zip of a folder of them and "
                "their images."
            ),
            errors=(error,) if error else (),
            required=True,
        ),
        FieldView(
            "language",
            _("Language"),
            value=said.language,
            help=_("A tag such as ru, zh or tg, if the name does not say it: book.ru.docx."),
        ),
        FieldView(
            "resource",
            _("Resource"),
            value=said.resource,
            help=_(
                "The key of a resource that is there already. Without it, as the file is called."
            ),
        ),
        FieldView(
            "rights",
            _("Rights"),
            value=said.rights,
            help=_("For a new resource: a licence as SPDX names it (CC-BY-4.0), or LicenseRef-…"),
        ),
        FieldView("whole", _("One unit, not one for each chapter"), "flag", value=said.whole),
    )
    context = {
        "form": FormView(fields=fields, submit_text=_("Preview"), cancel_url="/library/"),
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "library/import.html", context, status=status)


def _show(
    request: HttpRequest,
    upload: Upload,
    outcome: Outcome | None = None,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    context: dict[str, Any] = {
        "filename": upload.filename,
        "problems": _table(_("What is wrong"), problems) if problems else None,
        "outcome": outcome,
        "ask_url": reverse("library_import"),
        "resource_url": _record_url(outcome) if outcome else "",
    }
    if outcome is not None:
        context["counts"] = _counts(outcome)
        context["written"] = outcome.written
        title = _("What does not come over as it was")
        context["notes"] = _table(title, outcome.notes) if outcome.notes else None
    return render(
        request,
        "library/import_preview.html",
        context,
        status=UNPROCESSABLE if problems else 200,
    )


def _record_url(outcome: Outcome) -> str:
    return "" if outcome.is_new else reverse("registers:record", args=["library", outcome.resource])


def _counts(outcome: Outcome) -> list[str]:
    written, unchanged = len(outcome.written), len(outcome.unchanged)
    return [
        _counted(ngettext("%(n)s new unit", "%(n)s new units", outcome.units), outcome.units),
        _counted(ngettext("%(n)s new text", "%(n)s new texts", written), written),
        _counted(
            ngettext("%(n)s text as it was", "%(n)s texts as they were", unchanged), unchanged
        ),
        _counted(ngettext("%(n)s image", "%(n)s images", outcome.images), outcome.images),
        *_film_counts(outcome),
    ]


def _film_counts(outcome: Outcome) -> list[str]:
    new, unchanged = len(outcome.films), len(outcome.films_unchanged)
    if not new + unchanged:
        return []
    return [
        _counted(ngettext("%(n)s new film", "%(n)s new films", new), new),
        _counted(
            ngettext("%(n)s film as it was", "%(n)s films as they were", unchanged), unchanged
        ),
    ]


def _counted(words: str, count: int) -> str:
    return words % {"n": format_number(count, page_language())}


def _table(title: str, problems: Sequence[Problem]) -> TableView:
    """Return problems with file, place, sentence and rule."""
    columns = (
        Column("file", _("File")),
        Column("place", _("Line or paragraph")),
        Column("sentence", _("What is said")),
        Column("rule", _("Rule")),
    )
    rows = tuple(
        Row(
            (
                Cell(problem.field or "–"),
                Cell(format_number(problem.row, page_language()) if problem.row else "–"),
                Cell(str(problem)),
                Cell(problem.rule),
            )
        )
        for problem in problems
    )
    return TableView(title, columns, rows)
