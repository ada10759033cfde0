"""What the packages that go out have in common: escaping, tags, pages of units."""

import re
from html import escape

from openluban.foundation.ui.languages import language_name

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCRIPTS = {"hans": "Hans", "hant": "Hant", "cyrl": "Cyrl", "latn": "Latn", "arab": "Arab"}
OURS = "data-openluban"
"""Marks what a page of ours says beside the text; whoever reads it back leaves that out."""


def xml(words: str) -> str:
    """Return words as XML and HTML say them; signs that XML cannot hold are left out."""
    return escape(_FORBIDDEN.sub("", words))


def tag(language: str) -> str:
    """Return a language as BCP 47 likes it written: ``zh-Hans``, ``pt-BR``."""
    first, *rest = language.split("-")
    parts = [_SCRIPTS.get(each, each.upper() if len(each) == 2 else each) for each in rest]  # noqa: PLR2004
    return "-".join([first, *parts])


def head(title: str, language: str, root: str, rights: str, *, script: str = "") -> str:
    """Return the beginning of a page up to its body; ``root`` leads to the top of the package."""
    lines = [
        "<!doctype html>",
        f'<html lang="{xml(tag(language))}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{xml(title)}</title>",
        f'<meta name="dcterms.rights" content="{xml(rights)}">',
        f'<link {OURS} rel="stylesheet" href="{root}unit.css">',
    ]
    if script:
        lines.append(f'<script {OURS} src="{root}{script}" defer></script>')
    return "\n".join([*lines, "</head>", "<body>", ""])


def foot(line: str, inside: str = "") -> str:
    """Return what stands under a text: its edition and its rights."""
    return f"<footer {OURS}>{inside}<p>{xml(line)}</p></footer>\n"


def beside(line: str) -> str:
    """Return a line that stands before a text and is none of it."""
    return f"<aside {OURS}><p>{xml(line)}</p></aside>\n"


def choice(languages: list[str]) -> str:
    """Return the buttons with which a reader changes the language."""
    buttons = "".join(
        f'<button type="button" data-language="{xml(tag(each))}" lang="{xml(tag(each))}">'
        f"{xml(language_name(each, each))}</button>"
        for each in languages
    )
    return f"<nav {OURS}>{buttons}</nav>\n"
