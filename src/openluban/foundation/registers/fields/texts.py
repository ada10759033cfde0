"""Names in several languages, and other names for the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import (
    JSON,
    Cells,
    Field,
    Finder,
    Shown,
    Unreadable,
)
from openluban.foundation.registers.fields.simple import LIST_SEPARATOR
from openluban.kernel.text import LANGUAGES, OURS, LocalizedText

SHORT = {"en": "en", "zh-hans": "zh", "ru": "ru"}
"""How headers abbreviate the interface languages."""
LONG = {short: language for language, short in SHORT.items()}


def _labelled(cell: str, field: str) -> list[tuple[str, str]]:
    """Read ``en: A | zh: B`` into (language, wording) pairs."""
    pairs = []
    for part in cell.split(LIST_SEPARATOR.strip()):
        if not part.strip():
            continue
        language, colon, wording = part.partition(":")
        language = language.strip().lower()
        if not colon or not wording.strip() or not language.replace("-", "").isalnum():
            raise Unreadable(
                "no_language",
                _("“%(given)s” names no language. Write for example “kk: Астана | ar: أستانا”."),
                field,
                given=part.strip(),
            )
        pairs.append((LONG.get(language, language), wording.strip()))
    return pairs


@dataclass(frozen=True, kw_only=True)
class Localized(Field):
    """A LocalizedText: a column a language, one for others, one for our translations."""

    kind: str = "localized"
    languages: tuple[str, ...] = LANGUAGES

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """``name_en, name_zh, name_ru, name_other, name_ours``."""
        ends = [*(SHORT[language] for language in self.languages), "other", "ours"]
        return tuple(f"{self.name}_{end}" for end in ends)

    @property
    def order(self) -> str:
        """Sort by the plain form of the name; other texts in several languages do not sort."""
        return "sort_name"

    def read(self, cells: Cells, finder: Finder) -> LocalizedText:
        """Return the wordings."""
        return self._text(cells)

    def _text(self, cells: Cells) -> LocalizedText:
        *spoken, others, own = self.headers
        given = [cells.get(header, "") for header in spoken]
        wordings = dict(zip(self.languages, given, strict=True))
        other = cells.get(others, "")
        if other:
            wordings.update(_labelled(other, others))
        marked = cells.get(own, "")
        ours = (LONG.get(part.strip(), part.strip()) for part in marked.split("|") if part)
        text = LocalizedText(wordings, frozenset(ours))
        if self.required and not text:
            raise Unreadable("required", _("Give the name in at least one language."), self.name)
        return text

    def write(self, record: Any) -> dict[str, str]:
        """Return a cell per language."""
        text: LocalizedText = getattr(record, self.name)
        cells = {
            f"{self.name}_{SHORT[lang]}": text.wordings.get(lang, "") for lang in self.languages
        }
        others = [f"{lang}: {words}" for lang, words in text if lang not in self.languages]
        ours = [SHORT.get(lang, lang) for lang in sorted(text.ours)]
        cells[f"{self.name}_other"] = LIST_SEPARATOR.join(others)
        cells[f"{self.name}_ours"] = LIST_SEPARATOR.join(ours)
        return cells

    def completed(self, text: LocalizedText, record: Any, lacking: Sequence[str]) -> LocalizedText:
        """Return a text that came without some columns with what the record has in those."""
        held = type("Held", (), {self.name: text})()
        present = self.write(record)
        kept = {header: present[header] for header in lacking}
        return self._text({**self.write(held), **kept})

    def json(self, record: Any) -> JSON:
        """Return the language map."""
        return getattr(record, self.name).stored()

    def from_json(self, value: JSON) -> dict[str, str]:
        """Take a language map."""
        if not isinstance(value, dict) or not all(
            isinstance(words, str) for lang, words in value.items() if lang != OURS
        ):
            raise Unreadable("type", _("This must be a map from language to text."), self.name)
        held = type("Held", (), {self.name: LocalizedText.from_stored(value)})()
        return self.write(held)

    def schema(self) -> dict[str, JSON]:
        """Return a map from language to wording."""
        return {
            "type": "object",
            "properties": {OURS: {"type": "array", "items": {"type": "string"}}},
            "additionalProperties": {"type": "string"},
        }

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the wording in the reader's language, else the best there is."""
        text: LocalizedText = getattr(record, self.name)
        if not text:
            return []
        spoken, words = text.best(language)
        return [Shown(words, "" if spoken == language else spoken, is_ours=spoken in text.ours)]

    def plain(self, value: Any) -> Any:
        """Return the language map."""
        return value.stored()


@dataclass(frozen=True, kw_only=True)
class Aliases(Field):
    """Other names, each with its language: ``en: TVI | zh: 天津职大``; pairs when stored."""

    def nothing(self) -> list[list[str]]:
        """Return no names."""
        return []

    def parse(self, text: str, finder: Finder) -> list[list[str]]:
        """Return (language, name) pairs, each once."""
        return [list(pair) for pair in dict.fromkeys(_labelled(text, self.name))]

    def write(self, record: Any) -> dict[str, str]:
        """Return the names in one cell."""
        pairs = getattr(record, self.name)
        return {self.name: LIST_SEPARATOR.join(f"{SHORT.get(a, a)}: {b}" for a, b in pairs)}

    def json(self, record: Any) -> JSON:
        """Return objects with language and name."""
        return [{"language": lang, "name": name} for lang, name in getattr(record, self.name)]

    def from_json(self, value: JSON) -> dict[str, str]:
        """Take objects with language and name."""
        try:
            pairs = [f"{part['language']}: {part['name']}" for part in value]
        except (TypeError, KeyError):
            message = _("This must be a list of objects with language and name.")
            raise Unreadable("type", message, self.name) from None
        return {self.name: LIST_SEPARATOR.join(pairs)}

    def schema(self) -> dict[str, JSON]:
        """Return a list of language and name."""
        pair = {
            "type": "object",
            "properties": {"language": {"type": "string"}, "name": {"type": "string"}},
            "required": ["language", "name"],
        }
        return {"type": "array", "items": pair}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return each name with its language."""
        pairs = getattr(record, self.name)
        return [Shown(name, "" if lang == language else lang) for lang, name in pairs]

    def plain(self, value: Any) -> Any:
        """Return the pairs."""
        return value
