"""Images that texts show."""

import re

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from openluban.kernel.refusals import NotFound
from openluban.teaching.library.keeping import place_of
from openluban.teaching.library.models import StoredFile

_NAME = re.compile(r"([0-9a-f]{64})\.(png|jpg|webp)")
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@require_safe
def image_file(request: HttpRequest, name: str) -> FileResponse:
    """Give an image to whoever knows its digest; under that name it never changes."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise NotFound(file=name[:80])
    digest, ending = found.groups()
    place = place_of(digest, ending)
    if not StoredFile.objects.filter(digest=digest, ending=ending).exists() or not place.exists():
        raise NotFound(file=name[:80])
    response = FileResponse(place.open("rb"), content_type=_KINDS[ending])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
