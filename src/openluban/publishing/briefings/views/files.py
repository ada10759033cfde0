"""Editions as files: HTML, DOCX, PDF, and JSON that can be checked."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.api.answering import to_json
from openluban.foundation.api.pace import few_files
from openluban.foundation.documents.document import Document
from openluban.foundation.documents.pdf import FontsMissing, GlyphsMissing, to_pdf
from openluban.foundation.history.stamp import state_of_records
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.languages import page_language
from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import NotFound
from openluban.publishing.briefings.formats.html import to_html
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.reading import newest_number, the_edition
from openluban.publishing.briefings.queries.standing import standing_of
from openluban.publishing.briefings.queries.telling import told_edition
from openluban.publishing.briefings.views.addresses import edition_url, file_url
from openluban.publishing.briefings.views.setting import file_document, language_of

if TYPE_CHECKING:
    from openluban.foundation.documents import docx
else:
    docx = lazily("openluban.foundation.documents.docx")

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KEPT_SECONDS = 3_600
_LARGEST_KEPT = 2_000_000


@require_safe
@few_files
def edition_file(request: HttpRequest, key: str, number: int, ending: str) -> HttpResponse:
    """Answer with the edition as a file of one kind, in one language."""
    edition = the_edition(key, number)
    if ending == "json":
        body = to_json(told_edition(edition, page_language()))
        return HttpResponse(body, content_type="application/json")
    makers = {"html": _html, "docx": _docx, "pdf": _pdf}
    if ending not in makers:
        raise NotFound(file=ending)
    response = makers[ending](request, edition)
    response["Cache-Control"] = "no-cache"
    return response


def _html(request: HttpRequest, edition: Edition) -> HttpResponse:
    document = _document(request, edition)
    context = {"document": document, "article": SafeString(to_html(document))}
    response = render(request, "briefings/file.html", context)
    return _attached(response, edition, document.language, "html")


def _docx(request: HttpRequest, edition: Edition) -> HttpResponse:
    return _binary(request, edition, "docx", _WORD, docx.to_docx)


def _pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    def make(document: Document) -> bytes:
        return to_pdf(document, fonts=Path(settings.LUBAN_FONTS))

    try:
        return _binary(request, edition, "pdf", "application/pdf", make)
    except (FontsMissing, GlyphsMissing) as refusal:
        language = language_of(request, edition)
        context = {
            "refusal": refusal,
            "page_url": edition_url(edition.briefing.key, edition.number, language),
            "docx_url": file_url(edition, "docx", language),
            "back": _("Back to the briefing"),
        }
        return render(request, "ui/no_pdf.html", context, status=409)


def _binary(
    request: HttpRequest,
    edition: Edition,
    ending: str,
    content_type: str,
    make: Callable[[Document], bytes],
) -> HttpResponse:
    """Make a file, or give out the one made since something was last recorded."""
    language = language_of(request, edition)
    parts = (edition.digest, language, ending, site_url(request), state_of_records())
    name = f"briefings.file:{sha256(' '.join(parts).encode()).hexdigest()}"
    body: bytes | None = cache.get(name)
    if body is None:
        body = make(_document(request, edition))
        if len(body) <= _LARGEST_KEPT:
            cache.set(name, body, _KEPT_SECONDS)
    response = HttpResponse(body, content_type=content_type)
    return _attached(response, edition, language, ending)


def _document(request: HttpRequest, edition: Edition) -> Document:
    return file_document(
        edition,
        language_of(request, edition),
        standing_of(edition),
        base=site_url(request),
        newest=newest_number(edition.briefing),
    )


def _attached(response: HttpResponse, edition: Edition, language: str, ending: str) -> HttpResponse:
    filename = f"{edition.briefing.key}-{edition.number}-{language}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
