"""Where a unit is written in one language, with the original beside it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.library.errors import LanguageUnknown
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.markup.html import clause_html
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.models import Unit
from openluban.teaching.library.queries.beside import against_source
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.queries.texts import TextRow, Texts, bodies_of, texts_of
from openluban.teaching.library.use_cases.write_unit_text import (
    LONGEST,
    Writing,
    write_unit_text,
)
from openluban.teaching.library.views.addresses import read_url, version_url, write_url
from openluban.teaching.library.views.pieces import (
    crumbs_of,
    difference_html,
    marks_of,
    side_html,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form, and why it was not kept."""

    language: str
    body: str
    begun_from: int
    is_checked: bool = False
    refusal: Refusal | None = None


@require_safe
@for_contributors
def write_in(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the page where a unit is written in the language that was named."""
    unit = the_unit(key, actor_of(request))
    written = request.GET.get("language", "")[:40]
    language = language_of(written)
    if not language:
        raise LanguageUnknown(language=written)
    return SeeOther(write_url(unit.key, language))


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def write_page(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Show the newest version in a form beside the original, or keep what was written."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    if language_of(language) != language:
        raise NotFound(language=language[:40])
    texts = texts_of(unit, actor)
    newest = texts.newest(language)
    if request.method != "POST":
        body = bodies_of([newest]).get(newest.pk, "") if newest else ""
        draft = Draft(language, body, newest.version if newest else 0)
        return _show(request, unit, texts, draft)
    draft = Draft(
        language,
        request.POST.get("body", "")[: 2 * LONGEST],
        sent_version(request),
        is_checked=bool(sent(request, "is_checked")),
    )
    try:
        return _keep(request, unit, draft, actor)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        refused = Draft(language, draft.body, draft.begun_from, draft.is_checked, refusal)
        return _show(request, unit, texts, refused)


def _keep(request: HttpRequest, unit: Unit, draft: Draft, actor: Actor) -> HttpResponse:
    beside = sent(request, "source_version")
    writing = Writing(
        language=draft.language,
        body=draft.body,
        begun_from=draft.begun_from,
        source_version=int(beside) if beside.isascii() and beside.isdecimal() else None,
        is_checked=draft.is_checked,
    )
    text = write_unit_text(
        unit_key=unit.key,
        writing=writing,
        reason=sent(request, "reason"),
        actor=actor,
        at=timezone.now(),
    )
    messages.success(request, _("Kept as a draft. Somebody of the other side reviews it next."))
    row = texts_of(unit, actor).newest(text.language)
    return SeeOther(version_url(unit.key, row) if row else read_url(unit.key, text.language))


def _show(request: HttpRequest, unit: Unit, texts: Texts, draft: Draft) -> HttpResponse:
    reader = page_language()
    original = unit.resource.original_language
    newest = texts.newest(draft.language)
    source = None if draft.language == original else _source(texts, newest, original)
    name = language_name(draft.language, reader)
    summary = ErrorSummary((ErrorLine(str(draft.refusal), "id_body"),)) if draft.refusal else None
    context: dict[str, Any] = {
        **crumbs_of(unit, _("Write: %(language)s") % {"language": name}),
        "language": draft.language,
        "language_name": name,
        "body": draft.body,
        "version": draft.begun_from,
        "is_checked": draft.is_checked,
        "errors": summary,
        "is_original": draft.language == original,
        "original_name": language_name(original, reader),
        "source": source,
        "lines": _lines(texts, newest, source),
        "cancel_url": read_url(unit.key),
    }
    status = UNPROCESSABLE if draft.refusal else 200
    return render(request, "library/write.html", context, status=status)


def _source(texts: Texts, newest: TextRow | None, original: str) -> TextRow | None:
    """Return the original beside which is written: what it is held against, else what is read."""
    held = texts.source_of(newest) if newest else None
    return held or texts.read_in(original)


def _lines(texts: Texts, newest: TextRow | None, source: TextRow | None) -> list[dict[str, Any]]:
    """Return the clauses of the original, with what has become of those that changed."""
    if source is None:
        return []
    found = against_source(texts, newest) if newest else None
    if found is None:
        body = bodies_of([source])[source.pk]
        return [{"html": SafeString(clause_html(clause))} for clause in clauses_of(body)]
    lines: list[dict[str, Any]] = []
    for line in found.lines:
        of_source, of_translation = marks_of(line.mark)
        if line.left is not None:
            html = side_html(line.left) + difference_html(line.was, line.left)
            lines.append({"html": html, "mark": of_source or of_translation})
        elif line.right is not None and of_translation:
            lines.append({"html": side_html(line.right), "mark": of_translation, "is_ours": True})
    return lines
