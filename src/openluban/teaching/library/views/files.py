"""Images that texts show."""

import re

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from openluban.foundation.files.stores import the_store
from openluban.foundation.files.views import file_answer
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.keeping import name_of
from openluban.teaching.library.models import StoredFile

_NAME = re.compile(r"([0-9a-f]{64})\.(png|jpg|webp)")
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@require_safe
def image_file(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """Give an image to whoever knows its digest; under that name it never changes."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise NotFound(file=name[:80])
    digest, ending = found.groups()
    is_known = StoredFile.objects.filter(digest=digest, ending=ending).exists()
    kept = the_store().find(name_of(digest, ending)) if is_known else None
    if kept is None:
        raise NotFound(file=name[:80])
    response = file_answer(kept, _KINDS[ending])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
