"""Addresses inside a package: where they lead, and which lead nowhere we go."""

import posixpath
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset({"http", "https"})


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, ``""`` if it has none.

    An address that begins with two strokes leads to another host and counts as ``https``.
    """
    stripped = "".join(sign for sign in address if sign > " ")
    if stripped.startswith("//"):
        return "https"
    found = _SCHEME.match(stripped)
    return found[1].lower() if found else ""


def is_web(address: str) -> bool:
    """Test whether an address leads to another host in the usual way."""
    return scheme_of(address) in _WEB


def inside(base: str, address: str) -> str | None:
    """Return the path in the package that an address means, seen from the folder ``base``.

    None if it leads out, or names a disk; ``""`` if it is only a place on the same page.
    """
    plain = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0])
    if not plain:
        return ""
    if plain.startswith(("/", "\\")) or "\0" in plain or "\\" in plain:
        return None
    joined = posixpath.normpath(posixpath.join(base, plain))
    leads_out = joined == ".." or joined.startswith(("../", "/"))
    return None if leads_out else joined


def folder_of(path: str) -> str:
    """Return the folder in which a file lies, ``""`` at the top."""
    return posixpath.dirname(path)


def is_page(path: str) -> bool:
    """Test whether a file is called like a web page."""
    return path.lower().endswith((".html", ".htm", ".xhtml"))
