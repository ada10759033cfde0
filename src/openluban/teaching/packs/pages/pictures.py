"""Pictures of a pack's pages, or only their words."""

import re
from collections.abc import Callable
from html import escape

from openluban.teaching.library.public import FILES

_PICTURE = re.compile(rf'<img\b[^>]*\bsrc="{re.escape(FILES)}([0-9a-f]{{64}})\.(\w+)"[^>]*>')
_WORDS = re.compile(r'\balt="([^"]*)"')


def pictures_in(html: str) -> list[tuple[str, str]]:
    """Return (digest, ending) of the pictures that a page shows, each once."""
    return list(dict.fromkeys(_PICTURE.findall(html)))


def with_pictures(html: str, named: Callable[[str, str], str]) -> str:
    """Return a page with its pictures' addresses as ``named`` gives them for digest and ending.

    Where it gives ``""``, the words that describe the picture stand in its place.
    """

    def replaced(found: "re.Match[str]") -> str:
        address = named(found[1], found[2])
        if address:
            return found[0].replace(f"{FILES}{found[1]}.{found[2]}", escape(address))
        words = _WORDS.search(found[0])
        return f'<span class="no-picture">[{words[1] if words and words[1] else "…"}]</span>'

    return _PICTURE.sub(replaced, html)
