"""Makers of answers and documents for tests."""

from collections.abc import Mapping
from datetime import date

from openluban.publishing.briefings.document import Document
from openluban.publishing.briefings.markup import FilledNumber, fill, placeholders_of

SUMMIT_EVE = date(2025, 8, 30)


def make_answer(words: str = "10 workshops", **changed: str) -> FilledNumber:
    """Make the answer to a placeholder; any field can be given another value."""
    fields = {
        "words": words,
        "url": "https://luban.example/figures/workshops/?at=2025-08-30",
        "definition": "Opened; SCO members and dialogue partners; led from Tianjin.",
        "standing": "agrees",
        "standing_words": "Agrees with what was published",
    }
    return FilledNumber(**{**fields, **changed})


def make_document(
    markdown: str,
    answers: Mapping[str, FilledNumber] | None = None,
    *,
    language: str = "en",
    day_words: str = "30 August 2025",
) -> Document:
    """Make a document; a placeholder without an answer gets `make_answer`'s."""
    known = {one.key: make_answer() for one in placeholders_of(markdown)} | dict(answers or {})
    return fill(markdown, known, language=language, day=SUMMIT_EVE, day_words=day_words)
