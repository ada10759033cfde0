"""A walk through a JSON-LD document: which words it uses and how many statements it must give.

Allowed is what credentials need and no more. JSON-LD has other ways to say the same: keywords
beside their aliases, addresses in place of words, a thing spread over several objects. With them
somebody could rewrite a signed credential so that its signature holds and its reader is misled.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.contexts import (
    addresses_of,
    known_prefixes,
    known_terms,
)
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.refusals import Unfit

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")
_OF_AN_ENDORSED = frozenset({"id", "type", "endorsementComment"})
"""What an endorsement within a credential may say of that credential."""
MOST_PARTS = 20_000
_LARGEST_NUMBER = 2**53


@dataclass
class Survey:
    """What a document holds."""

    known: frozenset[str]
    name: str | None = None
    words: set[str] = field(default_factory=lambda: {"id", "type"})
    statements: int = 0
    nested_contexts: bool = False
    nameless_beside_nameless: bool = False


def survey(document: Document) -> Survey:
    """Walk through the document.

    :raises Unfit: a part is written in a way that is not accepted
    """
    found = Survey(known_terms())
    found.name = document.get("id")
    _object(found, document, above=None)
    if found.statements > MOST_PARTS:
        raise Unfit("too_many", _("It has more than %(most)s parts."), most=MOST_PARTS)
    return found


def _object(found: Survey, value: Document, *, above: Document | None) -> None:
    name = value.get("id")
    if name is not None:
        _check_name(name)
        if above is not None and name == found.name and not value.keys() <= _OF_AN_ENDORSED:
            raise Unfit(
                "itself_again",
                _("It speaks of itself in two places: what its reader sees would not be what was "
                  "signed."),
            )  # fmt: skip
    elif above is not None and "id" not in above:
        found.nameless_beside_nameless = True
    for word, each in value.items():
        if word == "id":
            continue
        if word == "@context":
            addresses_of(each)
            found.nested_contexts |= above is not None
            continue
        _check_word(word)
        found.words.add(word)
        if word == "type":
            _types(found, each)
        else:
            _values(found, each, value)


def _check_name(name: object) -> None:
    if not isinstance(name, str) or not _ABSOLUTE.match(name):
        raise Unfit("not_address", _("“%(name)s” is no whole address (URI)."), name=str(name))
    _check_whole(name)


def _check_whole(text: str) -> None:
    """Refuse an address that a word of a context begins: libraries differ in what it is."""
    start, colon, rest = text.partition(":")
    if colon and start in known_prefixes() and _ABSOLUTE.match(text) and not rest.startswith("//"):
        raise Unfit("not_address", _("“%(name)s” is no whole address (URI)."), name=text)


def _check_word(word: str) -> None:
    if "@" in word or ":" in word:
        raise Unfit(
            "foreign_keyword",
            _("“%(word)s” is not accepted as a name in a credential: its reader could overlook "
              "what it says."),
            word=word,
        )  # fmt: skip


def _types(found: Survey, types: object) -> None:
    for each in types if isinstance(types, list) else [types]:
        if not isinstance(each, str):
            raise Unfit("bad_type", _("A type is a word, not an object or a number."))
        found.statements += 1
        _text(found, each)


def _values(found: Survey, value: Any, owner: Document) -> None:
    for each in value if isinstance(value, list) else [value]:
        found.statements += 1
        if isinstance(each, str):
            _text(found, each)
        elif isinstance(each, float):
            _check_number(each)
        elif isinstance(each, list):
            raise Unfit("list_in_list", _("A list within a list is not accepted."))
        elif isinstance(each, dict):
            if "@value" in each:
                _text_with_language(each)
            else:
                _object(found, each, above=owner)


def _check_number(number: float) -> None:
    """Refuse a number that libraries write differently: a signature over it would not hold.

    JSON-LD writes sixteen digits of what a computer holds, which of 99.99 is 99.98999999999999;
    others write as few as tell it from other numbers.
    """
    is_large = number.is_integer() and abs(number) > _LARGEST_NUMBER
    if is_large or Decimal(f"{number:.15E}") != Decimal(repr(number)):
        raise Unfit(
            "imprecise_number",
            _("Programs sign the number %(number)s with different digits, so no signature over it "
              "can be relied on. As a text it could be."),
            number=number,
        )  # fmt: skip


def _text(found: Survey, text: str) -> None:
    # A value can be a word of the context.
    if text in found.known:
        found.words.add(text)
    _check_whole(text)


def _text_with_language(value: Document) -> None:
    if not value.keys() <= {"@value", "@language"} or not isinstance(value["@value"], str):
        raise Unfit(
            "foreign_keyword",
            _("“%(word)s” is not accepted as a name in a credential: its reader could overlook "
              "what it says."),
            word=", ".join(sorted(value.keys() - {"@value", "@language"})) or "@value",
        )  # fmt: skip
