"""Words that no text has: by them the index knows registers, readers and whole titles.

They stand among the words of a document, so that the database meets "in this register" and "shown
to everybody" in the same walk as the words asked for, however many other documents have those.
"""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote
from zlib import crc32

HIDDEN = "-"
"""On documents that not everybody may see."""


@lru_cache(maxsize=256)
def in_register(register: str) -> str:
    """Return the mark of a register's documents."""
    return f":{quote(register, safe='')}"


def of_hidden(scope: str) -> list[str]:
    """Return the marks of a document that only this scope's contributors and officers see."""
    return [HIDDEN, hidden_within(scope)] if scope else [HIDDEN]


def hidden_within(scope: str) -> str:
    """Return the mark by which a scope's contributors find its hidden documents."""
    return f"{HIDDEN}{quote(scope, safe='')}"


def entitled(words: Iterable[str]) -> str:
    """Return the mark of documents one of whose titles consists of just these words.

    Different words may, rarely, share a mark: ask for the words as well.
    """
    return f"={crc32(' '.join(words).encode()):08x}"
