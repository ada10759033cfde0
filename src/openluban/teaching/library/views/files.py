"""Images that texts show, and films."""

import re

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.files.stores import the_store
from openluban.foundation.files.views import file_answer, file_in_parts
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.formats.films import FILM_TYPES
from openluban.teaching.library.keeping import kept_film, name_of
from openluban.teaching.library.models import State, StoredFile
from openluban.teaching.library.queries.films import the_film
from openluban.teaching.library.queries.finding import the_unit

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


@require_safe
def film_file(request: HttpRequest, key: str, digest: str, ending: str) -> HttpResponseBase:
    """Give a rendition of a unit's film, or the part of it that is asked for, to who may see it."""
    actor = actor_of(request)
    unit = the_unit(key, actor)
    film = the_film(unit, digest, actor)
    kept = kept_film(film.digest, film.ending) if film.ending == ending else None
    if kept is None:
        raise NotFound(film=digest[:64])
    response = file_in_parts(
        request,
        kept,
        mark=film.digest,
        name=f"{unit.key}-{film.digest[:8]}.{film.ending}",
        content_type=FILM_TYPES[film.ending],
    )
    is_public = film.state == State.PUBLISHED and unit.is_shown and unit.resource.is_shown
    # A film may be taken away: nobody's cache keeps it for good.
    kept_for = "public, max-age=604800" if is_public else "private, no-cache"
    response["Cache-Control"] = f"{kept_for}, no-transform"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
