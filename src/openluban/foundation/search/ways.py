"""From a question to everything that is sought for it: each word in every language, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openluban.foundation.search.asking import MOST_CHARACTERS, MOST_WORDS
from openluban.foundation.search.bridging import Question, Rendering, Word, renderings_of
from openluban.foundation.search.correcting import Correction, corrections_of
from openluban.foundation.search.cutting import LONGEST, cut
from openluban.foundation.search.expanding import Through
from openluban.foundation.search.sounding import alike, sounds_in_other_script
from openluban.foundation.search.stems import stem
from openluban.foundation.search.vocabulary import vocabulary
from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    from openluban.foundation.search import ranking
else:
    ranking = lazily("openluban.foundation.search.ranking")

_BRIDGED = 0.95
"""What a word in another language is worth beside one that was asked for itself."""
_IN_OTHER_SCRIPT = 0.45
"""What a plain word is worth in a text of another script, where it is hardly the same word."""
_ALIKE, _BESIDE = 0.7, 0.6
"""What a word is worth that only sounds alike, and beside words that a bridge knows."""
_FAULTY = {1: 0.8, 2: 0.6}
"""What a corrected word is worth by its faults."""
_MOST_SOUGHT = 120
"""Of a long question what is worth most is sought; the rest would change little."""
_LONG = 8
"""Words from which on a question has enough of them to leave out what is hardly meant."""
_LEAST = 0.03
_CYRILLIC = {"ru", "kk", "ky", "tg", "mn", "uk", "be", "bg", "sr", "mk", "tt", "ba"}
_HAN = {"zh", "ja", "yue"}


@dataclass(frozen=True, slots=True)
class Way:
    """Why a stem is sought: for itself, through other words, or as what was probably meant."""

    sought: ranking.Sought
    through: Through | None = None
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """All that is sought, the languages of the texts, and corrections of unknown words."""

    all: tuple[Way, ...]
    languages: tuple[str, ...]
    corrections: Mapping[str, Sequence[Correction]]


def ways_of(text: str, language: str) -> Ways:
    """Return what to seek in texts of a language, of any if it is "".

    Takes one query, one for words that nothing has, and those of bridges.
    """
    words = read(text).words
    folded = [word.text for word in words]
    held = vocabulary(folded, sounds_in_other_script(folded))
    languages = tuple(each for each in held.languages if not language or is_in(each, language))
    if not words or not languages:
        return Ways((), languages, {})
    unknown = [word for word in words if word.text not in held.known]
    meant = corrections_of([word.text for word in unknown])
    instead = tuple(
        Word(word.place, one.word, (stem(one.word),))
        for word in unknown
        for one in meant.get(word.text, ())[:1]
    )
    ways = [_itself(word, each, text) for word in words for each in languages]
    bridged, said = _bridged(Question(text[:MOST_CHARACTERS], (*words, *instead)), words, languages)
    ways += bridged
    ways += _alike(words, languages, said, held.heard)
    wrong = [word for word in unknown if not any(place == word.place for place, _each in said)]
    ways += [way for word in wrong for way in _corrected(word, meant, languages)]
    return Ways(
        _best(ways, len(words)), languages, {word.text: meant.get(word.text, ()) for word in wrong}
    )


def _best(ways: Sequence[Way], words: int) -> tuple[Way, ...]:
    """Return what is worth most, each stem once for a word, in the order of the question."""
    once: dict[tuple[str, str, tuple[int, ...]], int] = {}
    for at, way in enumerate(ways):
        key = (way.sought.stem, way.sought.language, way.sought.places)
        if key not in once or ways[once[key]].sought.weight < way.sought.weight:
            once[key] = at
    least = _IN_OTHER_SCRIPT + 0.01 if words > _LONG else _LEAST
    kept = [at for at in once.values() if ways[at].sought.weight >= _LEAST]
    if words > _LONG:
        kept = [at for at in kept if ways[at].through or ways[at].sought.weight >= least]
    kept.sort(key=lambda at: (-ways[at].sought.weight, at))
    return tuple(ways[at] for at in sorted(kept[:_MOST_SOUGHT]))


def read(text: str) -> Question:
    """Return a question with its words, each once."""
    text = text[:MOST_CHARACTERS]
    words = []
    for place, folded in enumerate(dict.fromkeys(cut(text)[0][:MOST_WORDS])):
        word = folded[:LONGEST]
        words.append(Word(place, word, tuple(dict.fromkeys((stem(word), word)))))
    return Question(text, tuple(words))


def is_in(language: str, wanted: str) -> bool:
    """Test whether a text's language is the one wanted; ``zh`` stands for all its scripts."""
    wanted = wanted.lower().replace("_", "-")
    wanted = {"zh-cn": "zh-hans", "zh-tw": "zh-hant", "cn": "zh-hans"}.get(wanted, wanted)
    return language == wanted or language.startswith(f"{wanted}-")


def _itself(word: Word, language: str, text: str) -> Way:
    worth = _own(word, language, text)
    return Way(ranking.Sought(stem(word.text, _primary(language)), language, worth, (word.place,)))


def _own(word: Word, language: str, text: str) -> float:
    """Return what a word of the question is worth as it is in a text of some language."""
    if _script(word.text) in {"", _script_of(language)} or any(map(str.isdigit, word.text)):
        return 1.0
    # Names and marks keep their capitals everywhere.
    is_name = word.text.upper() in text and len(word.text) > 1
    return 1.0 if is_name else _IN_OTHER_SCRIPT


def _bridged(
    question: Question, words: Sequence[Word], languages: Sequence[str]
) -> tuple[list[Way], set[tuple[int, str]]]:
    """Return what bridges know, of corrected words only where they know nothing of the word.

    Also which words, by place and language, they know as these were asked.
    """
    asked, instead = len(words), {word.place: word.text for word in question.words[len(words) :]}
    plain = renderings_of(Question(question.text, question.words[:asked]), languages)
    said = {(place, one.language) for one in plain for place in one.places}
    known = {place for place, _language in said}
    ways = [_way(one, "") for one in plain]
    lacking = tuple(word for word in question.words[asked:] if word.place not in known)
    if lacking:
        text = " ".join(word.text for word in lacking)
        ways += [
            _way(one, instead[one.places[0]])
            for one in renderings_of(Question(text, lacking), languages)
        ]
    return ways, said


def _way(one: Rendering, corrected: str) -> Way:
    worth = one.weight * (_BRIDGED if not corrected else _FAULTY[1])
    return Way(ranking.Sought(one.stem, one.language, worth, one.places), one.through, corrected)


def _alike(
    words: Sequence[Word],
    languages: Sequence[str],
    said: set[tuple[int, str]],
    heard: Mapping[str, Sequence[str]],
) -> Iterator[Way]:
    """Seek words of the other script that sound like those asked for."""
    found = alike([word.text for word in words], heard)
    for word in words:
        sought: set[tuple[str, str]] = set()
        for other, similarity in found.get(word.text, ()):
            for each in languages:
                form = stem(other, _primary(each))
                if _script_of(each) != _script(other) or (form, each) in sought:
                    continue
                sought.add((form, each))
                worth = _ALIKE * similarity * (_BESIDE if (word.place, each) in said else 1.0)
                yield Way(ranking.Sought(form, each, worth, (word.place,)), Through(other, each))


def _corrected(
    word: Word, meant: Mapping[str, Sequence[Correction]], languages: Sequence[str]
) -> Iterator[Way]:
    for other, faults in meant.get(word.text, ()):
        for each in languages:
            form = stem(other, _primary(each))
            yield Way(ranking.Sought(form, each, _FAULTY[faults], (word.place,)), None, other)


def _script(word: str) -> str:
    first = word[:1]
    if "a" <= first <= "z":
        return "latin"
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    return "han" if "\u2e80" <= first <= "\u9fff" else ""


def _script_of(language: str) -> str:
    primary = _primary(language)
    if "-latn" in language:
        return "latin"
    if "-cyrl" in language or primary in _CYRILLIC:
        return "cyrillic"
    return "han" if primary in _HAN else "latin"


def _primary(language: str) -> str:
    return language.partition("-")[0]
