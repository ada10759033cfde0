"""Marking the words that were asked for in a text."""

import re
from typing import NamedTuple

from openluban.kernel.lazily import pattern

_MOST_WORDS = 12
_UNSPACED = pattern("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


class Run(NamedTuple):
    """A piece of text, and whether it is one of the words asked for."""

    text: str
    is_hit: bool


def asked_words(question: str) -> list[str]:
    """Return the words of a question, each once, without differences of case."""
    return list(dict.fromkeys(question.casefold().split()))[:_MOST_WORDS]


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """Return what finds any of the words: whole ones, or characters of Chinese anywhere."""
    wanted = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_whole, wanted)) or r"(?!)", re.IGNORECASE)


def _whole(word: str) -> str:
    escaped = re.escape(word)
    before = r"(?<!\w)" if re.match(r"\w", word) and not _UNSPACED.match(word) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", word) and not _UNSPACED.match(word[-1]) else ""
    return f"{before}{escaped}{after}"


def has_all(text: str, words: list[str]) -> bool:
    """Test whether every word stands in the text."""
    return all(re.search(_whole(word), text, re.IGNORECASE) for word in words)


def highlighted(text: str, words: list[str]) -> list[Run]:
    """Return the text as runs; joined, they are the text."""
    runs: list[Run] = []
    end = 0
    for found in pattern_of(words).finditer(text):
        if found.start() > end:
            runs.append(Run(text[end : found.start()], is_hit=False))
        if found[0]:
            runs.append(Run(found[0], is_hit=True))
        end = found.end()
    return [*runs, Run(text[end:], is_hit=False)] if end < len(text) else runs
