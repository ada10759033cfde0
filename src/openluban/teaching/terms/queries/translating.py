"""The terms in a text, and how to say them in another language."""

from dataclasses import dataclass
from typing import Any

from openluban.teaching.terms.queries.keeping import term_base
from openluban.teaching.terms.rules.finding import FORBIDDEN, Entry, Span


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term in a text: its place, the words as they stand there, how to say it elsewhere."""

    span: Span
    words: str
    translations: tuple[Entry, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as JSON tells it."""
        term = self.span.term
        return {
            "start": self.span.start,
            "end": self.span.end,
            "words": self.words,
            "concept": self.span.concept,
            "term": term.text,
            "language": term.language,
            "status": self.span.status,
            "remark": term.remark,
            "translations": [
                {"term": each.key, "text": each.text, "language": each.language}
                | {"status": each.status}
                for each in self.translations
            ],
        }


def found_in(text: str, source_language: str, target_language: str = "") -> list[FoundTerm]:
    """Return the terms of a text from left to right with those to use in the other language.

    Without a target language those of every other language are given. One query.
    """
    base = term_base()
    index = base.index(source_language)
    return [
        FoundTerm(span, text[span.start : span.end], _said(base.of_concept, span, target_language))
        for span in index.longest(text)
    ]


def _said(of_concept: Any, span: Span, target: str) -> tuple[Entry, ...]:
    terms: list[Entry] = of_concept(span.concept, target)
    return tuple(
        entry
        for entry in terms
        if entry.status != FORBIDDEN and (target or entry.language != span.term.language)
    )
