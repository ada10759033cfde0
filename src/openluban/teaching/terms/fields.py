"""Fields of registers that only terms have: a language, and words in that language."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import Finder, Shown, Unreadable
from openluban.foundation.registers.fields.simple import Text
from openluban.foundation.ui.languages import language_name
from openluban.teaching.terms.rules.languages import is_tag, normal_tag

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class LanguageTag(Text):
    """A language as BCP 47 names it, kept in small letters; people read what it is called."""

    max_length: int = 35
    example: str = "ru"

    def parse(self, text: str, finder: Finder) -> str:
        """Return the tag."""
        tag = normal_tag(text)
        if not is_tag(tag):
            sentence = _("“%(given)s” names no language. Write for example zh-Hans, ru or kk.")
            rule = "no_language"
            raise Unreadable(rule, sentence, self.name, given=text[:40])
        return tag

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return what the language is called."""
        tag = getattr(record, self.name)
        return [Shown(language_name(tag, language))] if tag else []


@dataclass(frozen=True, kw_only=True)
class Words(Text):
    """Words in the language that the record's ``language`` names."""

    max_length: int = 200

    @property
    def order(self) -> str:
        """Sort by the plain form of the words."""
        return "sort_name"

    def parse(self, text: str, finder: Finder) -> str:
        """Return the words with single spaces between them."""
        return super().parse(_SPACES.sub(" ", text), finder)

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the words, and their language where it is not the reader's."""
        words = getattr(record, self.name)
        spoken = "" if record.language == language else record.language
        return [Shown(words, spoken)] if words else []
