"""Answers to the editor's script: keeping a clause, help for a segment."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.refusals import status_of
from openluban.kernel.refusals import Refusal
from openluban.teaching.bilingual.errors import SavedMeanwhile
from openluban.teaching.bilingual.queries.helping import findings_of, help_for
from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.use_cases.save_draft import save_draft
from openluban.teaching.bilingual.use_cases.translate_by_machine import translate_by_machine
from openluban.teaching.bilingual.views.pieces import finding_views, help_context, marks_of
from openluban.teaching.bilingual.views.sent_pieces import of_json
from openluban.teaching.library.public import the_unit
from openluban.teaching.terms.public import term_base

_LONGEST = 20_000


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _refused(refusal: Refusal, **more: Any) -> JsonResponse:
    answer = {"code": refusal.code, "message": str(refusal), **more}
    return JsonResponse(answer, status=status_of(refusal))


@require_POST
@for_contributors
def save_answer(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Keep a clause; a conflict is answered with what somebody else saved."""
    actor = actor_of(request)
    piece = of_json(_told(request))
    try:
        one = save_draft(
            unit_key=key, language=language, piece=piece, actor=actor, at=timezone.now()
        )
    except SavedMeanwhile as refusal:
        row = working(the_unit(key, actor), language, actor).row(piece.key)
        texts = [pair.target for pair in row.pairs] if row else []
        return _refused(refusal, texts=texts, number=row.number if row else 0)
    except Refusal as refusal:
        return _refused(refusal)
    found = working(the_unit(key, actor), language, actor)
    row = found.row(piece.key)
    marks = render_to_string("bilingual/marks.html", {"marks": marks_of(row) if row else []})
    return JsonResponse({"number": one.number, "marks": marks, **_counts(found)})


def _counts(found: Working) -> dict[str, int]:
    counted = [row for row in found.rows if row.place is not None]
    return {
        "done": sum(row.is_translated and not row.is_stale for row in counted),
        "total": len(counted),
    }


def _segment(found: Working, told: dict[str, Any]) -> tuple[Row, int] | None:
    key, segment = told.get("key"), told.get("segment")
    row = found.row(key) if isinstance(key, str) else None
    if row is None or row.clause is None or not isinstance(segment, int):
        return None
    return (row, segment) if 0 <= segment < len(row.pairs) else None


@require_POST
@for_contributors
def help_answer(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Say what is found in a segment as it is typed, and what is offered for it if asked."""
    actor = actor_of(request)
    told = _told(request)
    try:
        found = working(the_unit(key, actor), language, actor)
    except Refusal as refusal:
        return _refused(refusal)
    asked = _segment(found, told)
    if asked is None:
        return JsonResponse({"code": "not_found"}, status=404)
    row, segment = asked
    text = str(told.get("text") or "")[:_LONGEST]
    source = row.pairs[segment].source
    findings = findings_of(source, text, found.languages, row.kind, term_base())
    shown = finding_views(findings) if text.strip() else []
    answer: dict[str, Any] = {
        "findings": render_to_string("bilingual/findings.html", {"findings": shown}),
        "count": len(shown),
    }
    if told.get("help"):
        context = help_context(found, help_for(found, row, segment, actor))
        context["with_script"] = True
        answer["help"] = render_to_string("bilingual/help.html", context)
        answer["offers"] = len(context["offers"])
    return JsonResponse(answer)


@require_POST
@for_contributors
def machine_answer(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Ask the machine for a segment."""
    actor = actor_of(request)
    told = _told(request)
    try:
        found = working(the_unit(key, actor), language, actor)
        asked = _segment(found, told)
        if asked is None:
            return JsonResponse({"code": "not_found"}, status=404)
        row, segment = asked
        made = translate_by_machine(
            source=row.pairs[segment].source,
            languages=found.languages,
            actor=actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse({"text": made.text, "engine": made.engine})
