"""Fields of registers that only standards have: languages, and addresses in ESCO."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import JSON, Field, Finder, Shown, Unreadable
from openluban.foundation.registers.fields.simple import LIST_SEPARATOR, Text
from openluban.foundation.ui.languages import language_name
from openluban.teaching.terms.public import is_tag, normal_tag, written_tag

_MOST = 20
_ESCO = re.compile(r"http://data\.europa\.eu/esco/(?:skill|occupation)/[A-Za-z0-9.-]{1,60}")


@dataclass(frozen=True, kw_only=True)
class Languages(Field):
    """Languages as BCP 47 names them, ``zh-Hans | ru``; a list of tags in small letters stored."""

    def nothing(self) -> list[str]:
        """Return no languages."""
        return []

    def parse(self, text: str, finder: Finder) -> list[str]:
        """Return the tags in the order given, each once."""
        tags = [normal_tag(part) for part in text.split("|") if part.strip()]
        wrong = next((tag for tag in tags if not is_tag(tag)), None)
        if wrong is not None:
            sentence = _("“%(given)s” names no language. Write for example zh-Hans | ru.")
            rule = "no_language"
            raise Unreadable(rule, sentence, self.name, given=wrong[:40])
        if len(tags) > _MOST:
            sentence = _("These are %(given)s languages; at most %(limit)s are possible.")
            rule = "too_many"
            raise Unreadable(rule, sentence, self.name, given=len(tags), limit=_MOST)
        return list(dict.fromkeys(tags))

    def write(self, record: Any) -> dict[str, str]:
        """Return the tags in one cell."""
        return {self.name: LIST_SEPARATOR.join(map(written_tag, getattr(record, self.name)))}

    def from_json(self, value: JSON) -> dict[str, str]:
        """Take a list of tags."""
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            rule = "type"
            raise Unreadable(rule, _("This must be a list of text."), self.name)
        return {self.name: LIST_SEPARATOR.join(value)}

    def schema(self) -> dict[str, JSON]:
        """Return a list of text."""
        return {"type": "array", "items": {"type": "string"}}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return what the languages are called."""
        return [Shown(language_name(tag, language)) for tag in getattr(record, self.name)]

    def plain(self, value: Any) -> Any:
        """Return the list."""
        return list(value)


@dataclass(frozen=True, kw_only=True)
class EscoAddress(Text):
    """The address of a skill or an occupation in ESCO."""

    max_length: int = 120

    def parse(self, text: str, finder: Finder) -> str:
        """Return the address; it is shown and exported, never fetched."""
        if not _ESCO.fullmatch(text):
            sentence = _("“%(given)s” is no address in ESCO. It begins with %(beginning)s.")
            rule, beginning = "no_esco", "http://data.europa.eu/esco/skill/"
            raise Unreadable(rule, sentence, self.name, given=text[:60], beginning=beginning)
        return text
