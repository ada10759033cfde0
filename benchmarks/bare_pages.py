"""Answers of a provider from memory: what a harvester can read at most."""

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

FIRST = "first"


def name_of(token: str) -> str:
    """Return the name of the file that holds the page that a token leads to."""
    return sha256(token.encode()).hexdigest() if token else FIRST


def _pages() -> dict[str, bytes]:
    folder = Path(os.environ["LUBAN_BENCH_BYTES"])
    return {file.name: file.read_bytes() for file in folder.iterdir()}


_KEPT = _pages() if "LUBAN_BENCH_BYTES" in os.environ else {}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the page of the token; the first for anything else."""
    given = parse_qs(environ.get("QUERY_STRING", ""))
    body = _KEPT[name_of(given.get("resumptionToken", [""])[0])]
    start_response("200 OK", [("Content-Type", "text/xml"), ("Content-Length", str(len(body)))])
    return [body]
