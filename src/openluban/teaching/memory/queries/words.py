"""What the memory has learned of single words."""

from collections.abc import Sequence
from typing import NamedTuple

from openluban.teaching.memory.models import WordPairs


class Known(NamedTuple):
    """A word, and those of another language that stand for it: stem, likelihood, form."""

    language: str
    word: str
    other_language: str
    others: list[tuple[str, float, str]]


def words_for(stems: Sequence[str]) -> list[Known]:
    """Return what stands for stems in any other language; one query."""
    found = WordPairs.objects.filter(word__in=stems).order_by("word", "language", "other_language")
    return [
        Known(*row) for row in found.values_list("language", "word", "other_language", "others")
    ]
