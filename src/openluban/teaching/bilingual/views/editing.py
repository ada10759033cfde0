"""The page where a unit is written beside its original."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal
from openluban.teaching.bilingual.errors import IsOriginal, NoOriginal, SavedMeanwhile
from openluban.teaching.bilingual.queries.helping import help_for
from openluban.teaching.bilingual.queries.working import Working, working
from openluban.teaching.bilingual.use_cases.finish import Finishing, finish
from openluban.teaching.bilingual.use_cases.save_draft import save_draft
from openluban.teaching.bilingual.views.pieces import RowView, help_context, row_view
from openluban.teaching.bilingual.views.sent_pieces import of_form
from openluban.teaching.library.public import Unit, language_of, the_unit
from openluban.teaching.terms.public import term_base

AT_ONCE = 60
"""Clauses on one page."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something was not kept, and what was sent for which row."""

    refusal: Refusal
    key: str = ""
    texts: tuple[str, ...] = ()


def edit_url(key: str, language: str) -> str:
    """Return where a unit is written beside its original."""
    return reverse("bilingual_edit", args=[key, language])


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def edit_page(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Show the unit's clauses with their translation, or keep one clause that was sent."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    if language_of(language) != language:
        raise NotFound(language=language[:40])
    if request.method == "POST":
        return _kept(request, unit, language, actor)
    try:
        found = working(unit, language, actor)
    except (IsOriginal, NoOriginal):
        return SeeOther(reverse("unit_write", args=[key, language]))
    return show(request, found)


def _kept(request: HttpRequest, unit: Unit, language: str, actor: Actor) -> HttpResponse:
    piece = of_form(request.POST)
    try:
        save_draft(
            unit_key=unit.key, language=language, piece=piece, actor=actor, at=timezone.now()
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        trouble = Trouble(refusal, piece.key, piece.texts)
        return show(request, working(unit, language, actor), trouble)
    messages.success(request, _("Saved in the draft."))
    return SeeOther(f"{edit_url(unit.key, language)}{_page_of(request)}#row-{piece.key}")


def _page_of(request: HttpRequest) -> str:
    first = _first(request)
    return f"?from={first}" if first else ""


def _first(request: HttpRequest) -> int:
    text = request.GET.get("from", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("100000") else 0


@require_POST
@for_contributors
def finish_deed(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Make a version of what was written."""
    actor = actor_of(request)
    finishing = Finishing(
        language=language,
        leave_out=bool(sent(request, "leave_out")),
        over_newer=bool(sent(request, "over_newer")),
    )
    try:
        text = finish(unit_key=key, finishing=finishing, actor=actor, at=timezone.now())
    except (NotAllowed, NotFound, IsOriginal, NoOriginal):
        raise
    except Refusal as refusal:
        found = working(the_unit(key, actor), language, actor)
        return show(request, found, Trouble(refusal))
    messages.success(request, _("Kept as a draft. Somebody of the other side reviews it next."))
    return SeeOther(reverse("unit_version", args=[key, language, text.version]))


def show(request: HttpRequest, found: Working, trouble: Trouble | None = None) -> HttpResponse:
    """Answer with the page; with a trouble, it says why and holds what was sent."""
    actor = actor_of(request)
    context = _context(found, actor, _first(request), trouble)
    key, segment = _asked(request)
    rows = context["rows"]
    view = next((row for row in rows if row.key == key and row.is_editable), None)
    if view is not None and segment < len(view.segments):
        row = found.row(key)
        view.segments[segment].is_asked = True
        context |= help_context(found, help_for(found, row, segment, actor)) if row else {}
    status = UNPROCESSABLE if trouble else 200
    response = render(request, "bilingual/edit.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest) -> tuple[str, int]:
    key, _dot, segment = request.GET.get("segment", "")[:80].rpartition("-")
    return key, int(segment) if segment.isascii() and segment.isdecimal() else 0


def _context(found: Working, actor: Actor, first: int, trouble: Trouble | None) -> dict[str, Any]:
    reader = page_language()
    unit = found.unit
    of_unit, name = unit.name.best(reader)
    of_resource, resource = unit.resource.name.best(reader)
    counted = [row for row in found.rows if row.place is not None]
    base = term_base()
    rows = [row_view(found, row, base) for row in found.rows[first : first + AT_ONCE]]
    where = [unit.key, found.language]
    return {
        "unit": unit,
        "unit_name": name or unit.key,
        "unit_language": of_unit,
        "unit_url": reverse("unit_read", args=[unit.key]),
        "resource_url": f"/library/{unit.resource.key}/",
        "resource_name": resource,
        "resource_language": of_resource,
        "language": found.language,
        "language_name": language_name(found.language, reader),
        "source": found.source,
        "source_name": language_name(found.source.language, reader),
        "rows": [_with_trouble(row, trouble) for row in rows],
        "errors": _errors(trouble),
        "done": sum(row.is_translated and not row.is_stale for row in counted),
        "total": len(counted),
        "stale": sum(row.is_stale for row in counted),
        "missing": sum(not row.is_translated for row in counted),
        "has_draft": found.draft is not None,
        "is_overtaken": found.is_overtaken,
        "newest": found.newest,
        "newer_url": reverse("unit_version", args=[*where, found.newest.version])
        if found.newest
        else "",
        "account": actor.key,
        "edit_url": reverse("bilingual_edit", args=where),
        "save_url": reverse("bilingual_save", args=where),
        "help_url": reverse("bilingual_help", args=where),
        "finish_url": reverse("bilingual_finish", args=where),
        "xliff_url": reverse("bilingual_xliff", args=where),
        "machine_url": reverse("bilingual_machine", args=where)
        if settings.LUBAN_MACHINE_TRANSLATION_URL
        else "",
        "whole_url": reverse("unit_write", args=where),
        "first": first,
        "page": f"?from={first}" if first else "",
        "back": max(first - AT_ONCE, 0) if first else None,
        "on": first + AT_ONCE if first + AT_ONCE < len(found.rows) else None,
    }


def _errors(trouble: Trouble | None) -> ErrorSummary | None:
    if trouble is None:
        return None
    target = {"": "finish", "file": "id_file"}.get(trouble.key, f"{trouble.key}-0")
    if isinstance(trouble.refusal, Invalid):
        lines = [ErrorLine(str(Invalid([one])), target) for one in trouble.refusal.problems]
        return ErrorSummary(tuple(lines))
    return ErrorSummary((ErrorLine(str(trouble.refusal), target),))


def _with_trouble(row: RowView, trouble: Trouble | None) -> RowView:
    """Show what was sent beside what somebody else saved; nothing of it is lost."""
    if trouble is None or row.key != trouble.key or not row.is_editable:
        return row
    if len(row.segments) != len(trouble.texts):
        return row
    row.is_conflict = isinstance(trouble.refusal, SavedMeanwhile)
    for segment, text in zip(row.segments, trouble.texts, strict=True):
        segment.theirs = segment.target if row.is_conflict else ""
        segment.target = text
    return row
