"""Text in several languages: one meaning, one wording per language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

OURS = "@ours"
"""Key under which the stored form lists the languages whose wording is our own translation."""

LANGUAGES = ("en", "zh-hans", "ru")
"""The interface languages; contents may be in any language (BCP 47, lower case)."""


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A JSON-LD language map; ``ours`` names the wordings that no source gives.

    Empty wordings are dropped, so ``bool(text)`` says whether anything is there.
    """

    wordings: Mapping[str, str] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        kept = {lang: words.strip() for lang, words in self.wordings.items() if words.strip()}
        object.__setattr__(self, "wordings", kept)
        object.__setattr__(self, "ours", frozenset(self.ours) & frozenset(kept))

    def __bool__(self) -> bool:
        return bool(self.wordings)

    def __hash__(self) -> int:
        return hash((frozenset(self.wordings.items()), self.ours))

    def __str__(self) -> str:
        return self.best("en")[1]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.wordings.items())

    def best(self, *preferred: str) -> tuple[str, str]:
        """Return (language, wording) for the first preferred language there is, else any."""
        for language in (*preferred, "en", *self.wordings):
            if language in self.wordings:
                return language, self.wordings[language]
        return "", ""

    def missing(self, required: Iterable[str] = LANGUAGES) -> list[str]:
        """Return the required languages that have no wording."""
        return [language for language in required if language not in self.wordings]

    def stored(self) -> dict[str, object]:
        """Return the form that is stored and exchanged as JSON."""
        plain: dict[str, object] = dict(self.wordings)
        if self.ours:
            plain[OURS] = sorted(self.ours)
        return plain

    @classmethod
    def from_stored(cls, stored: Mapping[str, object] | None) -> "LocalizedText":
        """Read what ``stored`` returned; anything that is no wording is left out."""
        stored = stored or {}
        ours = stored.get(OURS, [])
        return cls(
            {lang: words for lang, words in stored.items() if isinstance(words, str)},
            frozenset(str(lang) for lang in ours) if isinstance(ours, list) else frozenset(),
        )
