"""Languages to choose from."""

from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.text import LANGUAGES

OFFERED = (*LANGUAGES, "kk", "ky", "tg", "uz", "ar", "fr", "pt", "th")
"""Languages offered on pages; the memory itself takes any."""


def language_choices(chosen: str, *, besides: str = "") -> tuple[Choice, ...]:
    """Return the languages offered; ``besides`` names a first choice that is none of them."""
    reader = page_language()
    first = [Choice("", besides, selected=not chosen)] if besides else []
    named = [Choice(tag, language_name(tag, reader), tag == chosen) for tag in OFFERED]
    return (*first, *named)


def offered(written: str, otherwise: str = "") -> str:
    """Return the language if it is one of those offered."""
    return written if written in OFFERED else otherwise
