"""Whether the installation can answer, for whoever watches over it."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openluban.foundation.files.errors import FilesUnavailable
from openluban.foundation.files.stores import the_store

_LOOKED_AT, _SECONDS = "health.files", 10


@require_safe
@never_cache
def health_view(request: HttpRequest) -> HttpResponse:
    """Answer 200 if database and store of files answer, else 503 and which of them does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    if not _files_answer():
        return HttpResponse("files\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _files_answer() -> bool:
    """Ask the store, at most once in some seconds: whoever asks us often asks it no oftener."""
    answers: bool | None = cache.get(_LOOKED_AT)
    if answers is None:
        try:
            the_store().check()
            answers = True
        except FilesUnavailable:
            answers = False
        cache.set(_LOOKED_AT, answers, _SECONDS)
    return answers
