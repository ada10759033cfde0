"""The memory as a bridge between languages: a question is sought by words learned from units."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from openluban.foundation.search.bridging import Question, Rendering, Word, declare_bridge
from openluban.foundation.search.expanding import Through
from openluban.teaching.memory.queries.words import Known, words_for

_PIVOTS = 3
"""Words of a third language by which a word is said, where no unit has both languages."""
_BY_PIVOT = 0.7
_SHARPNESS = 1.0
"""How much likelier words count for more: a word that is said in many ways is sought by all."""


def renderings(question: Question, languages: Sequence[str]) -> list[Rendering]:
    """Return what stands for the words of a question in other languages; two queries."""
    words = {stem: word for word in question.words for stem in word.stems}
    known = words_for(list(words)) if words else []
    found = [
        one
        for each in known
        if each.other_language in languages
        for one in _said(each, words[each.word].place, 1.0)
    ]
    said = {(one.places[0], one.language) for one in found}
    return [*found, *_by_pivots(known, words, languages, said)]


def _said(known: Known, place: int, worth: float) -> Iterator[Rendering]:
    for stem, likely, form in known.others:
        if stem != known.word:
            through = Through(form, known.other_language)
            yield Rendering(
                stem, known.other_language, worth * likely**_SHARPNESS, (place,), through
            )


def _by_pivots(
    known: Sequence[Known],
    words: Mapping[str, Word],
    languages: Sequence[str],
    said: set[tuple[int, str]],
) -> list[Rendering]:
    """Say words by way of a third language where no unit has both."""
    hops: dict[tuple[str, str], list[tuple[int, str, float]]] = defaultdict(list)
    for each in known:
        place = words[each.word].place
        if all((place, language) in said for language in languages if language != each.language):
            continue
        for stem, likely, _form in each.others[:_PIVOTS]:
            hops[each.other_language, stem].append((place, each.language, likely))
    found: list[Rendering] = []
    for each in words_for(sorted({stem for _language, stem in hops})) if hops else []:
        for place, own, likely in hops.get((each.language, each.word), ()):
            is_lacking = (place, each.other_language) not in said
            if is_lacking and each.other_language in languages and each.other_language != own:
                found += _said(each, place, likely * _BY_PIVOT)
    return found


declare_bridge("memory", renderings)
