"""Where a text is written: its Markdown, its faults, and what it will look like."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.refusals import NotFound, Refusal
from openluban.kernel.text import LANGUAGES
from openluban.publishing.briefings.errors import (
    BadKey,
    TextChangedMeanwhile,
    TextTooLong,
    TextUnchanged,
)
from openluban.publishing.briefings.filling import Setting, filled
from openluban.publishing.briefings.formats.html import to_html
from openluban.publishing.briefings.problems import MarkupInvalid, MarkupProblem
from openluban.publishing.briefings.queries.freezing_texts import read_texts
from openluban.publishing.briefings.queries.reading import TextRow, texts_of
from openluban.publishing.briefings.use_cases.write_text import LONGEST, check_key, write_text
from openluban.publishing.briefings.views.addresses import write_url
from openluban.publishing.briefings.views.doors import for_writers


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form: the text, the version it was made from, and what was refused."""

    key: str
    language: str
    body: str
    version: int
    refusal: Refusal | None = None


@require_safe
@for_writers
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the page where a new briefing is written, or ask for its key."""
    key = request.GET.get("key", "").strip()
    refusal: Refusal | None = None
    if key:
        try:
            check_key(key)
        except BadKey as bad:
            refusal = bad
        else:
            return SeeOther(write_url(key))
    context = {"key": key, "errors": _summary(refusal)}
    return render(
        request, "briefings/start.html", context, status=UNPROCESSABLE if refusal else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Show a text with its preview, or keep it."""
    try:
        check_key(key)
    except BadKey:
        raise NotFound(briefing=key[:80]) from None
    wanted = request.GET.get("language") or page_language()
    language = wanted if wanted in LANGUAGES else LANGUAGES[0]
    kept = texts_of(key)
    if request.method != "POST":
        text = kept.get(language)
        draft = Draft(key, language, text.body if text else "", text.version if text else 0)
        return _show(request, draft, kept)
    body = request.POST.get("body", "")
    version = sent_version(request)
    if sent(request, "action") == "preview":
        return _show(request, Draft(key, language, body[: LONGEST + 1], version), kept)
    try:
        write_text(
            briefing_key=key,
            language=language,
            body=body,
            version=version,
            actor=actor_of(request),
            at=timezone.now(),
        )
    except (TextChangedMeanwhile, TextTooLong, TextUnchanged, MarkupInvalid) as refusal:
        return _show(request, Draft(key, language, body, version, refusal), kept)
    messages.success(request, _("Kept. Nothing is public before two persons have signed it."))
    return SeeOther(write_url(key, language))


def _show(request: HttpRequest, draft: Draft, kept: dict[str, TextRow]) -> HttpResponse:
    reader = page_language()
    tabs = [
        (
            write_url(draft.key, each),
            language_name(each, reader),
            each == draft.language,
            each in kept,
        )
        for each in LANGUAGES
    ]
    context = {
        "key": draft.key,
        "language": draft.language,
        "language_name": language_name(draft.language, reader),
        "body": draft.body,
        "version": draft.version,
        "tabs": tabs,
        "errors": _summary(draft.refusal),
        "page_url": reverse("briefing", args=[draft.key]),
        "publish_url": reverse("briefing_publish", args=[draft.key]) if kept else "",
        **_preview(draft, timezone.localdate()),
    }
    return render(
        request, "briefings/write.html", context, status=UNPROCESSABLE if draft.refusal else 200
    )


def _preview(draft: Draft, day: date) -> dict[str, Any]:
    """Read the text's figures; whatever can be shown of it is shown."""
    if not draft.body.strip() or len(draft.body) > LONGEST:
        return {"problems": [], "article": ""}
    read = read_texts({draft.language: draft.body}, day=day)
    problems = read.problems.get(draft.language, [])
    article = ""
    if read.can_show(draft.language):
        with translation.override(draft.language):
            faults = read.fault_words
        setting = Setting(draft.language, day, is_published=False, faults=faults)
        article = SafeString(to_html(filled(draft.body, read.figures, setting)))
    return {"problems": [_line(problem) for problem in problems], "article": article}


def _line(problem: MarkupProblem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "sentence": problem.sentence,
        "rule": problem.rule,
    }


def _summary(refusal: Refusal | None) -> ErrorSummary | None:
    if refusal is None:
        return None
    problems = refusal.problems if isinstance(refusal, MarkupInvalid) else ()
    lines = tuple(ErrorLine(str(each), "id_body") for each in problems)
    return ErrorSummary(lines or (ErrorLine(str(refusal), "id_body"),))
