"""Kept files as answers, piece by piece."""

from django.http import StreamingHttpResponse

from openluban.foundation.files.parts import Kept
from openluban.foundation.files.stores import the_store


def file_answer(
    kept: Kept, content_type: str, *, first: int = 0, last: int | None = None
) -> StreamingHttpResponse:
    """Answer with a file, or what lies between two of its bytes, both of them included."""
    parts = the_store().parts(kept, first, last)
    answer = StreamingHttpResponse(parts, content_type=content_type)
    answer["Content-Length"] = str(parts.length)
    return answer
