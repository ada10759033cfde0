"""Writing passages: what documents say in each language, listed by stems for ranked search."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from django.db.models import Max

from openluban.foundation.search import keys
from openluban.foundation.search.lists import join_lists, write_lists
from openluban.foundation.search.locking import JOINING, may_begin
from openluban.foundation.search.models import SearchDocument, SearchListing, SearchPassage
from openluban.foundation.search.stems import stems_of
from openluban.kernel.packing import Ids

_MOST_STEMS = 20_000
"""Of a passage; what comes after finds nothing."""
_IN_TITLE = 1.5
"""What a word of the title counts beside one of the text."""
_JOIN_EVERY = 250_000
"""Rows of lists after which they are joined."""
Place = tuple[str, str]
"""Register and key of a document."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says in a language."""

    title: str
    text: str

    @property
    def digest(self) -> int:
        """A number that stands for it."""
        both = f"{self.title}\0{self.text}".encode()
        return int.from_bytes(blake2b(both, digest_size=8).digest(), signed=True)


def write_passages(said: Mapping[Place, Mapping[str, Said]]) -> None:
    """Let documents say this in each language, and nothing else any more."""
    if not said:
        return
    documents = _ids_of(list(said))
    wanted = {
        (documents[place], language): one
        for place, spoken in said.items()
        for language, one in spoken.items()
    }
    held = SearchPassage.objects.filter(document__in=documents.values())
    gone, kept = [], set()
    for pk, document, language, digest in held.values_list(
        "pk", "document_id", "language", "digest"
    ):
        one = wanted.get((document, language))
        if one is not None and one.digest == digest:
            kept.add((document, language))
        else:
            gone.append(pk)
    if gone:
        SearchPassage.objects.filter(pk__in=gone).delete()
    registers = {documents[place]: place[0] for place in said}
    _add({at: one for at, one in wanted.items() if at not in kept}, registers)


def _ids_of(places: Sequence[Place]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    by_register: dict[str, list[str]] = {}
    for register, key in places:
        by_register.setdefault(register, []).append(key)
    for register, some in by_register.items():
        rows = SearchDocument.objects.filter(register=register, key__in=some)
        found |= {(register, key): pk for pk, key in rows.values_list("pk", "key")}
    return found


@dataclass
class _Gathered:
    """Keys and passages that go into the lists."""

    keys: list[Ids] = field(default_factory=list)
    ids: list[Ids] = field(default_factory=list)

    def add(self, some: Ids, passage: int) -> None:
        self.keys.append(some)
        self.ids.append(np.full(len(some), passage, dtype=np.int64))


def _add(said: Mapping[tuple[int, str], Said], registers: Mapping[int, str]) -> None:
    if not said:
        return
    rows = [SearchPassage(document_id=at[0], language=at[1], digest=said[at].digest) for at in said]
    made = SearchPassage.objects.bulk_create(rows)
    gathered = _Gathered()
    for passage, ((document, language), one) in zip(made, said.items(), strict=True):
        gathered.add(_keys_of(one, language), passage.pk)
        marks = [
            keys.key_of_language(language),
            keys.key_of_register(registers[document], language),
        ]
        gathered.add(np.array(marks, dtype=np.int64), passage.pk)
    before = _last_row()
    write_lists(np.concatenate(gathered.keys), np.concatenate(gathered.ids))
    if _last_row() // _JOIN_EVERY > before // _JOIN_EVERY and may_begin(JOINING):
        join_lists()


def _keys_of(said: Said, language: str) -> Ids:
    entitled = stems_of(said.title, language)
    written = stems_of(said.text, language)[:_MOST_STEMS]
    times: Counter[str] = Counter(written)
    weights = {stem: float(count) for stem, count in times.items()}
    for stem in dict.fromkeys(entitled):
        weights[stem] = weights.get(stem, 0.0) + _IN_TITLE
    length = max(len(written), len(entitled))
    levels = keys.levels_of(np.array(list(weights.values())), length)
    return keys.keys_of([keys.number_of(stem, language) for stem in weights], levels)


def _last_row() -> int:
    return SearchListing.objects.aggregate(last=Max("pk"))["last"] or 0


def spoken_of(title: Iterable[tuple[str, str]], texts: Mapping[str, str]) -> dict[str, Said]:
    """Return what is said by language, from the wordings of a title and the texts."""
    titles = {language.lower(): words for language, words in title if words}
    written = {language.lower(): text for language, text in texts.items() if text}
    return {
        language: Said(titles.get(language, ""), written.get(language, ""))
        for language in sorted({*titles, *written})
    }
