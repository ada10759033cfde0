"""A whole resource as a book."""

from hashlib import sha256
from io import BytesIO

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openluban.foundation.api.pace import few_files
from openluban.foundation.history.stamp import state_of_records
from openluban.foundation.ui.addresses import site_url
from openluban.teaching.library.books import write_book
from openluban.teaching.library.formats.epub import MEDIA_TYPE
from openluban.teaching.library.queries.book import contents_of, public_resource

_KEPT_SECONDS = 3_600
_LARGEST_KEPT = 2_000_000


@require_safe
@few_files
def book_file(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the published texts in one language, or two beside each other, as EPUB."""
    resource = public_resource(key)
    asked = (request.GET.get("in") or resource.original_language, request.GET.get("beside", ""))
    languages = tuple(each[:40] for each in asked if each)
    parts = (key, *languages, site_url(request), state_of_records())
    mark = sha256(" ".join(parts).encode("utf-8", "replace")).hexdigest()
    body: bytes | None = cache.get(f"library.book:{mark}")
    if body is None:
        made = BytesIO()
        write_book(made, contents_of(resource, languages), site_url(request))
        body = made.getvalue()
        if len(body) <= _LARGEST_KEPT:
            cache.set(f"library.book:{mark}", body, _KEPT_SECONDS)
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    name = "-".join((resource.key, *languages))
    response["Content-Disposition"] = f'attachment; filename="{name}.epub"'
    response["Cache-Control"] = "no-cache"
    return response
