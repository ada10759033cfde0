"""Bringing in TMX and PO files: what they hold is shown first, if asked."""

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
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import only
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Invalid, Problem, Refusal
from openluban.teaching.memory.policies import may_import
from openluban.teaching.memory.use_cases.import_file import (
    Imported,
    UnitFile,
    import_files,
    preview_import,
)
from openluban.teaching.memory.use_cases.remember import Source
from openluban.teaching.memory.views.origins import (
    no_origin,
    origin_fields,
    origin_of,
    public_field,
)

MOST_BYTES = 20_000_000
"""Of a file that comes over the web; the command line takes larger ones."""


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_import)
def import_view(request: HttpRequest) -> HttpResponse:
    """Ask for a file; say what it holds, or take it over."""
    if request.method != "POST":
        return _ask(request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return _ask(request, {"file": _("Choose a file that is not empty.")})
    if file.size > MOST_BYTES:
        limit = format_number(MOST_BYTES, page_language())
        says = _("The file has more than %(limit)s bytes. Split it.") % {"limit": limit}
        return _ask(request, {"file": says})
    origin = origin_of(request)
    if origin is None:
        return _ask(request, {"origin": no_origin()})
    return _read(request, UnitFile(file, file.name or ""), origin)


def _read(request: HttpRequest, file: UnitFile, origin: Source) -> HttpResponse:
    actor = actor_of(request)
    try:
        if sent(request, "what") != "apply":
            done = preview_import(files=[file], actor=actor)
            return _ask(request, held=done)
        done = import_files(files=[file], origin=origin, actor=actor, at=timezone.now())
    except Invalid as refusal:
        return _ask(request, {"file": " ".join(map(_placed, refusal.problems))})
    except Refusal as refusal:
        return _ask(request, {"file": str(refusal)})
    numbers = {name: _number(getattr(done.outcome, name)) for name in ("new", "known")}
    said = _("Remembered: %(new)s new units; %(known)s were known before.") % numbers
    messages.success(request, said)
    return SeeOther(reverse("memory"))


def _placed(problem: Problem) -> str:
    if not problem.row:
        return str(problem)
    return _("Line %(line)s: %(problem)s") % {"line": problem.row, "problem": problem}


def _number(value: int) -> str:
    return format_number(value, page_language())


def _ask(
    request: HttpRequest, errors: dict[str, str] | None = None, held: Imported | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": FormView(
            fields=_fields(request, errors or {}),
            submit_text=_("Send"),
            cancel_url=reverse("memory"),
        ),
        "held": _facts(held) if held else None,
    }
    return render(request, "memory/import.html", context, status=UNPROCESSABLE if errors else 200)


def _fields(request: HttpRequest, errors: dict[str, str]) -> tuple[FieldView, ...]:
    def of(name: str) -> tuple[str, ...]:
        return (errors[name],) if name in errors else ()

    applies = sent(request, "what") == "apply"
    return (
        FieldView(
            "file",
            _("File"),
            "file",
            help=_("TMX (.tmx) or PO (.po). It is taken over whole or not at all."),
            errors=of("file"),
            required=True,
        ),
        *origin_fields(request, errors),
        public_field(request),
        FieldView(
            "what",
            _("What to do"),
            "choice",
            choices=(
                Choice("preview", _("only say what the file holds"), selected=not applies),
                Choice("apply", _("take it over"), selected=applies),
            ),
            required=True,
        ),
    )


def _facts(held: Imported) -> FactList:
    report, reader = held.report, page_language()
    languages = ", ".join(sorted(language_name(tag, reader) for tag in report.languages))
    facts = [
        Fact(_("Units"), (Wording(_number(report.units)),)),
        Fact(_("Pairs of texts"), (Wording(_number(report.pairs)),)),
        Fact(_("Languages"), (Wording(languages or "–"),)),
    ]
    facts += [
        Fact(label, (Wording(_number(count)),))
        for label, count in (
            (_("Without a translation"), report.without_translation),
            (_("Marked fuzzy, left out"), report.fuzzy),
            (_("Inline codes left out of texts"), report.tags),
            (_("Names of persons left out"), report.names),
        )
        if count
    ]
    return FactList(tuple(facts))
