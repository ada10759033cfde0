"""Terms as the bridge between languages: a question is asked with the other terms as well."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from openluban.foundation.search.bridging import Question, Rendering, declare_bridge
from openluban.foundation.search.cutting import cut
from openluban.foundation.search.expanding import Reading, Through, declare_expander
from openluban.foundation.search.stems import stems_of
from openluban.teaching.terms.queries.keeping import term_base
from openluban.teaching.terms.rules.finding import FORBIDDEN, Entry, Span
from openluban.teaching.terms.rules.stems import shared_beginning
from openluban.teaching.terms.rules.term_base import TermBase
from openluban.teaching.terms.rules.tokens import tokens

_LONGEST = 300
_MOST_SYNONYMS = 4
_SYNONYM = 0.6
"""What a further term for the same is worth beside the first."""


def readings(question: str) -> list[Reading]:
    """Return the question with each term in it said in the other ways that the term base knows.

    What both sides have agreed comes first. A forbidden term leads to the right ones, never the
    other way round.
    """
    base = term_base()
    text = question[:_LONGEST]
    found: list[tuple[int, Reading]] = []
    for language in base.languages:
        spans = base.index(language).longest(text)
        places = [list(group) for _start, group in groupby(spans, key=lambda span: span.start)]
        made = _single(base, text, places[0]) if len(places) == 1 else _several(base, text, places)
        covered = sum(place[0].end - place[0].start for place in places)
        # The language whose terms cover most of the question is probably its own.
        found += [(-covered, reading) for reading in made]
    return [reading for _covered, reading in sorted(found, key=lambda one: one[0])]


def _single(base: TermBase, text: str, place: Sequence[Span]) -> Iterator[Reading]:
    """Yield a question with one term in all its other ways."""
    for span in place:
        own = span.term.language
        # What is called otherwise in the same language is nearest to what was asked.
        for entry in sorted(base.of_concept(span.concept), key=lambda one: one.language != own):
            if entry.status != FORBIDDEN and entry.text != text[span.start : span.end]:
                yield _reading(text, [(span, entry)])


def _several(base: TermBase, text: str, places: Sequence[Sequence[Span]]) -> Iterator[Reading]:
    """Yield a question with several terms, all of them said in one other language."""
    for language in base.languages if places else ():
        said = []
        for place in places:
            usable = base.translations(place[0], language)
            if usable:
                said.append((place[0], usable[0]))
        if len(said) == len(places) and said[0][0].term.language != language:
            yield _reading(text, said)


def _reading(text: str, said: Sequence[tuple[Span, Entry]]) -> Reading:
    question = text
    for span, entry in reversed(said):
        question = f"{question[: span.start]} {entry.text} {question[span.end :]}"
    beginnings = {
        word.casefold().replace("ё", "е"): beginning
        for _span, entry in said
        for token in tokens(entry.text, entry.language)
        if (
            beginning := shared_beginning(
                word := entry.text[token.start : token.end], entry.language
            )
        )
    }
    words = " + ".join(entry.text for _span, entry in said)
    first = said[0][1]
    through = Through(words, first.language, f"/terms/{first.key}/" if len(said) == 1 else "")
    return Reading(" ".join(question.split()), through, beginnings)


def renderings(question: Question, languages: Sequence[str]) -> list[Rendering]:
    """Return the words of other terms for those that stand in a question, by language."""
    base = term_base()
    text = question.text[:_LONGEST]
    found: dict[tuple[str, str, tuple[int, ...]], Rendering] = {}
    for spoken in base.languages:
        for span in base.index(spoken).longest(text):
            said = text[span.start : span.end]
            places = _places(question, said)
            for each in languages if places else ():
                for one in _words(base, span, said, places, each):
                    at = (one.stem, one.language, one.places)
                    if at not in found or found[at].weight < one.weight:
                        found[at] = one
    return list(found.values())


def _places(question: Question, said: str) -> tuple[int, ...]:
    words = set(cut(said)[0])
    return tuple(word.place for word in question.words if word.text in words)


def _words(
    base: TermBase, span: Span, said: str, places: tuple[int, ...], language: str
) -> Iterator[Rendering]:
    for rank, entry in enumerate(base.translations(span, language)[:_MOST_SYNONYMS]):
        if entry.text == said:
            continue
        stems = list(dict.fromkeys(stems_of(entry.text, language)))
        # A preposition of one letter stands everywhere.
        stems = [stem for stem in stems if len(stem) > 1 or not stem.isalpha()] or stems
        # A long term must not weigh more than the words it stands for.
        weight = (1.0 if rank == 0 else _SYNONYM) * min(
            1.0, len(places) / len(stems or [""])
        ) ** 0.5
        through = Through(entry.text, entry.language, f"/terms/{entry.key}/")
        for stem in stems:
            yield Rendering(stem, language, weight, places, through)


declare_expander("terms", readings)
declare_bridge("terms", renderings)
