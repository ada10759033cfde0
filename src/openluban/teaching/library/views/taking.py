"""Units as files to take along: one version, two languages side by side, leaves for printing."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.documents.document import Document
from openluban.foundation.documents.pdf import FontsMissing, GlyphsMissing, to_pdf
from openluban.foundation.history.stamp import state_of_records
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.languages import page_language
from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.markup.cues import cues_of, to_srt, to_webvtt
from openluban.teaching.library.models import Unit
from openluban.teaching.library.queries.beside import beside
from openluban.teaching.library.queries.finding import the_text, the_unit
from openluban.teaching.library.queries.leaves import leaves_since
from openluban.teaching.library.queries.standing import standings_of
from openluban.teaching.library.queries.texts import texts_of
from openluban.teaching.library.setting import (
    About,
    beside_document,
    leaves_document,
    stale_sentence,
    text_document,
)
from openluban.teaching.library.views.addresses import (
    FILES,
    beside_url,
    leaves_url,
    version_url,
)

if TYPE_CHECKING:
    from openluban.foundation.documents import docx
else:
    docx = lazily("openluban.foundation.documents.docx")

_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SUBTITLES = {
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
}
_KEPT_SECONDS = 3_600
_LARGEST_KEPT = 2_000_000


@require_safe
@few_files
def text_file(
    request: HttpRequest, key: str, language: str, version: int, ending: str
) -> HttpResponse:
    """Answer with one version as a file."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    text = the_text(unit, language, version, actor)
    texts = texts_of(unit, actor)
    row = next(each for each in texts.versions(language) if each.version == version)

    def make() -> Document:
        standings = standings_of({unit.pk: texts}).get(unit.pk, [])
        stale = next((each.stale for each in standings if each.text.pk == row.pk), None)
        about = _about(request, unit, language, version_url(unit.key, row))
        return text_document(about, row, text.body, stale_sentence(language, stale))

    name = f"{unit.key}-{language}-{version}.{ending}"
    return file_answer(request, name, make, back=version_url(unit.key, row))


@require_safe
@few_files
def beside_file(request: HttpRequest, key: str, left: str, right: str, ending: str) -> HttpResponse:
    """Answer with two languages side by side as a file, whose own words are in the reader's."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    found = beside(texts_of(unit, actor), left, right)
    if found is None or left == right:
        raise NotFound(language=f"{left} {right}"[:80])
    path = beside_url(unit.key, left, right)

    def make() -> Document:
        return beside_document(_about(request, unit, page_language(), path), found)

    name = f"{unit.key}-{left}-{found.left.version}-{right}-{found.right.version}.{ending}"
    return file_answer(request, name, make, back=path)


@require_safe
@few_files
def leaves_file(
    request: HttpRequest, key: str, language: str, since: int, version: int
) -> HttpResponse:
    """Answer with the leaves to exchange between two versions, ready for printing."""
    unit = the_unit(key, actor_of(request))
    found = leaves_since(unit, language, since, version)
    if found is None:
        raise NotFound(language=language[:40], version=version)
    path = leaves_url(unit.key, language, since, version)

    def make() -> Document:
        return leaves_document(_about(request, unit, language, path), found)

    name = f"{unit.key}-{language}-{since}-{version}-leaves.pdf"
    return file_answer(request, name, make, back=path)


@require_safe
def subtitles_file(
    request: HttpRequest, key: str, language: str, version: int, ending: str
) -> HttpResponse:
    """Answer with one version that is a text of subtitles as WebVTT or SRT."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    text = the_text(unit, language, version, actor)
    cues = cues_of(text.body)
    if not cues or ending not in _SUBTITLES:
        raise NotFound(file=f"subtitles.{ending}"[:40])
    body = to_webvtt(cues, language) if ending == "vtt" else to_srt(cues)
    response = HttpResponse(body, content_type=_SUBTITLES[ending])
    name = f"{unit.key}-{language}-{version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


def _about(request: HttpRequest, unit: Unit, language: str, path: str) -> About:
    return About(unit, language, timezone.now().date(), site_url(request) + path)


def file_answer(
    request: HttpRequest, name: str, make: Callable[[], Document], *, back: str
) -> HttpResponse:
    """Make a file, or give out the one made since something was last recorded."""
    ending = name.rpartition(".")[2]
    if ending not in FILES:
        raise NotFound(file=ending[:40])
    parts = (name, page_language(), str(actor_of(request).key), site_url(request))
    mark = sha256(" ".join((*parts, state_of_records())).encode()).hexdigest()
    body: bytes | None = cache.get(f"library.file:{mark}")
    if body is None:
        try:
            body = _made(make(), ending)
        except (FontsMissing, GlyphsMissing) as refusal:
            words = _("Back to the unit")
            context = {"refusal": refusal, "page_url": back, "docx_url": "", "back": words}
            return render(request, "ui/no_pdf.html", context, status=409)
        if len(body) <= _LARGEST_KEPT:
            cache.set(f"library.file:{mark}", body, _KEPT_SECONDS)
    response = HttpResponse(body, content_type=_KINDS[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


def _made(document: Document, ending: str) -> bytes:
    if ending == "docx":
        return docx.to_docx(document)
    return to_pdf(document, fonts=Path(settings.LUBAN_FONTS))
