"""Bringing a package in: uploaded, looked at, then applied whole or not at all."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.uploads import (
    Upload,
    find_upload,
    forget_upload,
    keep_upload,
)
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.kernel.text import LANGUAGES
from openluban.teaching.courseware.formats.problems import ParcelRefused
from openluban.teaching.courseware.reading import Reading, read_package
from openluban.teaching.courseware.use_cases.bring_in import Brought, Wish, bring_in_package
from openluban.teaching.courseware.views.pieces import (
    faults_table,
    notes_table,
    reading_facts,
)
from openluban.teaching.library.public import HEADING, FolderText, clauses_of

MOST_BYTES = 50_000_000
"""Of a package that comes over the web; the command line takes larger ones."""
_KEPT_FOR = "courseware"
_MOST_SHOWN = 200
_OFFERED = (*LANGUAGES, "kk", "ky", "tg", "uz", "ar", "fr", "pt", "th")


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a package, or keep the one that was sent and lead to its preview."""
    if request.method != "POST":
        return _ask(request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _ask(request, _("Choose a file that is not empty."))
    if file.size > MOST_BYTES:
        limit = format_number(MOST_BYTES, page_language())
        says = _("The file has more than %(limit)s bytes. Ask an office to bring it in.")
        return _ask(request, says % {"limit": limit})
    token = keep_upload(
        file.chunks(),
        account=actor_of(request).key,
        register=_KEPT_FOR,
        filename=file.name or "",
        at=timezone.now(),
    )
    return SeeOther(reverse("courseware_preview", args=[token]))


def _ask(request: HttpRequest, error: str = "") -> HttpResponse:
    file = FieldView(
        "file",
        _("File"),
        "file",
        help=_("SCORM 1.2 or 2004, cmi5 (.zip or cmi5.xml), Common Cartridge (.imscc)."),
        errors=(error,) if error else (),
        required=True,
    )
    form = FormView((file,), submit_text=_("Preview"), cancel_url=reverse("courseware"))
    status = UNPROCESSABLE if error else 200
    return render(request, "courseware/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def preview_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the package would become, or apply it."""
    actor, now = actor_of(request), timezone.now()
    upload = find_upload(token, account=actor.key, register=_KEPT_FOR, at=now)
    data = upload.path.read_bytes()
    try:
        if request.method != "POST":
            reading = read_package(data, upload.filename)
            return _show(request, upload, reading)
        done = bring_in_package(
            data=data, name=upload.filename, wish=_wish(request), actor=actor, at=now
        )
    except ParcelRefused as refusal:
        context = {"filename": upload.filename, "faults": faults_table(refusal.problems)}
        return render(request, "courseware/preview.html", context, status=UNPROCESSABLE)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        reading = read_package(data, upload.filename)
        return _show(request, upload, reading, str(refusal))
    forget_upload(upload)
    messages.success(request, _said(done))
    return SeeOther(reverse("courseware_package", args=[done.reading.digest]))


def _wish(request: HttpRequest) -> Wish:
    return Wish(
        resource=sent(request, "resource")[:80],
        rights=sent(request, "rights")[:80],
        language=sent(request, "language")[:20],
    )


def _said(done: Brought) -> str:
    if done.outcome is None:
        return _("No page of it has words that could come over; it is kept as it is.")
    reader = page_language()
    return _("Brought in as drafts: %(texts)s texts written, %(same)s as they were.") % {
        "texts": format_number(len(done.outcome.written), reader),
        "same": format_number(len(done.outcome.unchanged), reader),
    }


def _show(request: HttpRequest, upload: Upload, reading: Reading, error: str = "") -> HttpResponse:
    reader = page_language()
    context: dict[str, Any] = {
        "filename": upload.filename,
        "facts": reading_facts(reading, reader),
        "units": [_unit(text, reader) for text in reading.folder.texts[:_MOST_SHOWN]],
        "notes": notes_table(reading.notes) if reading.notes else None,
        "form": _form(request, reading),
        "errors": ErrorSummary((ErrorLine(error),)) if error else None,
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "courseware/preview.html", context, status=status)


def _unit(text: FolderText, reader: str) -> tuple[str, str, str, str]:
    """Return title, language, the language's name, and the file of a text."""
    first = next((each.words for each in clauses_of(text.body) if each.kind == HEADING), "")
    named = language_name(text.language, reader) if text.language else ""
    return first[:200] or text.slug, text.language, named, text.file


def _form(request: HttpRequest, reading: Reading) -> FormView:
    reader = page_language()
    fields = []
    if any(not text.language for text in reading.folder.texts):
        chosen = sent(request, "language")
        choices = [Choice("", _("Choose"), selected=not chosen)]
        choices += [Choice(tag, language_name(tag, reader), tag == chosen) for tag in _OFFERED]
        help_text = _("Neither the package nor all of its pages say it.")
        fields.append(
            FieldView(
                "language",
                _("Language"),
                "choice",
                chosen,
                help_text,
                tuple(choices),
                required=True,
            )
        )
    if reading.folder.texts:
        said = sent(request, "rights") or reading.folder.metadata.values.get("rights", "")
        help_text = _("An SPDX licence such as CC-BY-4.0, or LicenseRef- and a name.")
        fields.append(FieldView("rights", _("Rights"), "text", said, help_text, required=True))
        help_text = _("The key of a resource that is there. Empty: a new one.")
        resource = sent(request, "resource")
        fields.append(FieldView("resource", _("Into the resource"), "text", resource, help_text))
    return FormView(
        tuple(fields),
        submit_text=_("Bring in as drafts") if reading.folder.texts else _("Keep it as it is"),
        cancel_url=reverse("courseware_import"),
    )
