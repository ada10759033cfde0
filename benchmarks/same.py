"""A view that only hands out bytes from memory."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse  # noqa: TID251 - it is a view


@cache
def _kept(name: str) -> bytes:
    return (Path(os.environ["LUBAN_BENCH_BYTES"]) / name).read_bytes()


def same_bytes(_request: HttpRequest, name: str) -> HttpResponse:
    """Return a page's bytes as they went over the wire, compressed, from memory."""
    content = _kept(name)
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(content))}
    return HttpResponse(content, headers=headers)
