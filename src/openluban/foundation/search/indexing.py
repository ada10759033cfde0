"""Putting records into the search and taking them out.

Called by whoever saves records, inside the same transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from openluban.foundation.search import marks
from openluban.foundation.search.cutting import cut
from openluban.foundation.search.models import SearchDocument
from openluban.foundation.search.rows import Row, Statement
from openluban.foundation.search.storing import index_in_use
from openluban.kernel.lazily import lazily
from openluban.kernel.text import LocalizedText

if TYPE_CHECKING:
    from openluban.foundation.search import passages
else:
    passages = lazily("openluban.foundation.search.passages")

_AT_ONCE = 5_000
"""Rows of one statement."""
_MOST_WORDS = 5_000
"""Different words by which one document is found; of a longer text the beginning counts."""
_HAS_DIGIT = re.compile("[0-9]")
_SHORT = 4
"""Up to so many characters a word with digits in it is listed among the known words."""


class Document(NamedTuple):
    """What finds a record: its register and key, its title, and all texts that find it.

    ``words`` are those texts as they are, one a line: wordings of the title, aliases, the key.
    If not ``is_shown``, only officers find it and contributors of its ``scope``.
    """

    register: str
    key: str
    title: LocalizedText
    words: str
    is_shown: bool
    scope: str = ""
    texts: Mapping[str, str] | None = None
    """What is written in it, by language, if it is to be found across languages, by rank."""


def index(documents: Sequence[Document]) -> None:
    """Add documents, or replace those of the same register and key (the last one counts)."""
    latest = {(document.register, document.key): document for document in documents}
    remaining = iter(latest.values())
    store = index_in_use()
    while some := list(islice(remaining, _AT_ONCE)):
        met: set[str] = set()
        rows = list(_rows(some, met))
        _execute(store.write(rows))
        _execute(store.learn(sorted(word for word in met if _is_listed(word))))
        _speak(some)


def forget(register: str, keys: Sequence[str]) -> None:
    """Take documents out, so that nobody finds them; keys that are not there are no fault."""
    remaining = iter(keys)
    while some := list(islice(remaining, _AT_ONCE)):
        SearchDocument.objects.filter(register=register, key__in=some).delete()


def _speak(documents: Sequence[Document]) -> None:
    """Keep what documents say in each language; most are found by their words alone."""
    said = {
        (register, key): (title, texts)
        for register, key, title, _words, _shown, _scope, texts in documents
        if texts is not None
    }
    if said:
        passages.write_passages({place: passages.spoken_of(*each) for place, each in said.items()})


def _rows(documents: Sequence[Document], met: set[str]) -> Iterator[Row]:
    for register, key, title, text, is_shown, scope, texts in documents:
        titles, others, found_marks = _words(title, "\n".join([text, *(texts or {}).values()]))
        met.update(titles, others)
        found_marks.append(marks.in_register(register))
        if not is_shown:
            found_marks += marks.of_hidden(scope)
        words = f"{' '.join(titles)}\n{' '.join([*others, *found_marks])}"
        yield Row(register, key, title.stored(), is_shown, scope, words)


def _words(title: LocalizedText, text: str) -> tuple[dict[str, None], list[str], list[str]]:
    """Return the words of the title, those beside them, and the marks of the title."""
    titles: dict[str, None] = {}
    entitled: list[str] = []
    wordings = title.wordings.values()
    for wording in wordings:
        words, endings = cut(wording)
        once = dict.fromkeys(words)
        entitled.append(marks.entitled(once))
        titles |= once
        if endings:
            titles |= dict.fromkeys(endings)
    words, endings = cut("\n".join([line for line in text.split("\n") if line not in wordings]))
    others = dict.fromkeys([*words, *endings])
    return titles, [word for word in others if word not in titles][:_MOST_WORDS], entitled


def _is_listed(word: str) -> bool:
    return len(word) <= _SHORT or not _HAS_DIGIT.search(word)


def _execute(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
