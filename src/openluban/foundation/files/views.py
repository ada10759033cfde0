"""Kept files as answers, piece by piece; a download that broke off goes on where it was."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from openluban.foundation.files.parts import Kept
from openluban.foundation.files.stores import the_store

_ASKED = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_PART, _UNCHANGED, _NOT_SATISFIABLE = 206, 304, 416


def file_answer(
    kept: Kept, content_type: str, *, first: int = 0, last: int | None = None
) -> StreamingHttpResponse:
    """Answer with a file, or what lies between two of its bytes, both of them included."""
    parts = the_store().parts(kept, first, last)
    answer = StreamingHttpResponse(parts, content_type=content_type)
    answer["Content-Length"] = str(parts.length)
    return answer


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that a ``Range`` asks for; None for all.

    What is not understood, several ranges included, is answered with all. The first is beyond the
    last where nothing can be given.
    """
    found = _ASKED.fullmatch(asked.strip().replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None
    return int(first), end


def file_in_parts(
    request: HttpRequest, kept: Kept, *, mark: str, name: str, content_type: str
) -> HttpResponseBase:
    """Answer with a file that never changes under its ``mark``, or the part that is asked for.

    Anybody's cache may keep it for good; whoever knows better says so on the answer.
    """
    size, tag = kept.size, f'"{mark}"'
    if request.headers.get("If-None-Match", "") == tag:
        return _headed(HttpResponse(status=_UNCHANGED), tag, name)
    is_same = request.headers.get("If-Range", tag) == tag
    span = span_of(request.headers.get("Range", ""), size) if is_same else None
    if span is None:
        return _headed(file_answer(kept, content_type), tag, name)
    first, last = span
    if first > last:
        refused = HttpResponse(status=_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return _headed(refused, tag, name)
    part = file_answer(kept, content_type, first=first, last=last)
    part.status_code = _PART
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _headed(part, tag, name)


def _headed(response: HttpResponseBase, tag: str, name: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    # Whatever packs answers on their way would make other bytes of them, and parts of nothing.
    response["Content-Encoding"] = "identity"
    response["Cache-Control"] = "public, max-age=31536000, immutable, no-transform"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
