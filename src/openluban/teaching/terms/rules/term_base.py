"""The whole term base in memory: an index for each language that is asked for."""

from collections.abc import Iterable, Sequence

from openluban.teaching.terms.rules.checking import Finding, check, terms_by_concept
from openluban.teaching.terms.rules.finding import FORBIDDEN, Entry, Span, TermIndex
from openluban.teaching.terms.rules.languages import covers, normal_tag


class TermBase:
    """Terms of every language; what is asked of it needs no database."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take all terms that people may see."""
        self.entries = tuple(entries)
        self.languages = tuple(dict.fromkeys(entry.language for entry in self.entries))
        self._indexes: dict[str, TermIndex] = {}
        self._by_concept: dict[str, dict[str, list[Entry]]] = {}
        self._all = terms_by_concept(self.entries)

    def index(self, language: str) -> TermIndex:
        """Return the index of the terms that serve a language."""
        tag = normal_tag(language)
        if tag not in self._indexes:
            self._indexes[tag] = TermIndex(self._serving(tag), tag)
        return self._indexes[tag]

    def of_concept(self, concept: str, language: str = "") -> Sequence[Entry]:
        """Return a concept's terms, the best first; in one language if one is given."""
        if not language:
            return self._all.get(concept, ())
        return self._terms(normal_tag(language)).get(concept, ())

    def translations(self, span: Span, language: str) -> tuple[Entry, ...]:
        """Return how to say in a language what a span says, the best first."""
        terms = self.of_concept(span.concept, language)
        return tuple(entry for entry in terms if entry.status != FORBIDDEN)

    def check(
        self, source: str, target: str, *, source_language: str, target_language: str
    ) -> list[Finding]:
        """Return what is wrong with the terms of a translation (see ``rules.checking``)."""
        return check(
            source,
            target,
            spoken=self.index(source_language),
            wanted=self.index(target_language),
            terms=self._terms(normal_tag(target_language)),
        )

    def _terms(self, tag: str) -> dict[str, list[Entry]]:
        if tag not in self._by_concept:
            self._by_concept[tag] = terms_by_concept(self._serving(tag))
        return self._by_concept[tag]

    def _serving(self, tag: str) -> list[Entry]:
        return [entry for entry in self.entries if covers(tag, entry.language)]
