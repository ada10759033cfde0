"""The terms that stand in the texts of a pack, language beside language."""

from collections.abc import Sequence
from dataclasses import dataclass

from openluban.foundation.columns.among import among
from openluban.kernel.text import LocalizedText
from openluban.teaching.packs.queries.course import Course
from openluban.teaching.terms.public import Concept, Entry, Status, term_base


@dataclass(frozen=True, slots=True)
class Word:
    """A term of a glossary; ``is_agreed``: both sides stand by it."""

    text: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class GlossaryLine:
    """A concept with its terms by language, the best first, forbidden ones left out."""

    concept: str
    words: dict[str, tuple[Word, ...]]
    definition: LocalizedText

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agreed on a term of it."""
        return any(word.is_agreed for words in self.words.values() for word in words)


def glossary_of(course: Course) -> list[GlossaryLine]:
    """Return the concepts whose terms the texts use, in the order of their keys; three queries."""
    base = term_base()
    used = {
        span.concept
        for text in course.texts
        for span in base.index(text.language).longest(text.body)
        if span.status != Status.FORBIDDEN
    }
    found = Concept.objects.shown().filter(among("key", sorted(used)))
    definitions = dict(found.values_list("key", "definition"))
    return [
        GlossaryLine(
            concept,
            {
                language: words
                for language in course.languages
                if (words := _words(base.of_concept(concept, language)))
            },
            definitions[concept],
        )
        for concept in sorted(used & set(definitions))
    ]


def _words(entries: Sequence[Entry]) -> tuple[Word, ...]:
    return tuple(
        Word(entry.text, entry.status == Status.AGREED)
        for entry in entries
        if entry.status != Status.FORBIDDEN
    )
