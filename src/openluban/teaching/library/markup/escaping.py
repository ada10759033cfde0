"""Plain text as Markdown that says the same."""

import re

_ALWAYS = re.compile(
    r"[\\`*\[\]<|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[A-Za-z0-9]+;|$)|!$|(?:(?<=\s)|^)#"
)
_FIRST = re.compile(r"^(\s*)([-+=~>:])")
_NUMBER = re.compile(r"^(\s*[0-9]{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Return text so that Markdown reads it as text, at the beginning of a line too."""
    plain = _ALWAYS.sub(lambda found: f"\\{found[0]}", text)
    plain = _FIRST.sub(r"\1\\\2", plain)
    return _NUMBER.sub(r"\1\\\2", plain)
