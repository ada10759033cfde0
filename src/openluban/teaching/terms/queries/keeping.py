"""The term base, read once for each state of the records."""

from collections import OrderedDict
from hashlib import sha256

from django.core.cache import cache

from openluban.foundation.history.stamp import state_of_records
from openluban.teaching.terms.models import Term
from openluban.teaching.terms.rules.checking import Finding
from openluban.teaching.terms.rules.finding import Entry, Span
from openluban.teaching.terms.rules.term_base import TermBase

_KEPT_SECONDS = 24 * 3_600
_MOST = 4
_COLUMNS = ("key", "concept__key", "language", "text", "status", "remark")
_BUILT: OrderedDict[str, TermBase] = OrderedDict()
"""Bases by the digest of what they hold, so that nothing stale is ever found under a name."""


def term_base() -> TermBase:
    """Return every public term that has not been closed; one query, two after a change.

    Terms that are forbidden belong to it: they are what a check looks for.
    """
    mark = f"terms:{state_of_records()}"
    digest = cache.get(mark)
    if digest is None or digest not in _BUILT:
        digest = _build()
        cache.set(mark, digest, _KEPT_SECONDS)
    return _BUILT[digest]


def _build() -> str:
    found = Term.objects.shown().filter(concept__is_shown=True, closed_on=None).order_by("key")
    entries = [Entry(*row) for row in found.values_list(*_COLUMNS)]
    digest = sha256(repr(entries).encode()).hexdigest()
    if digest not in _BUILT:
        _BUILT[digest] = TermBase(entries)
        while len(_BUILT) > _MOST:
            _BUILT.popitem(last=False)
    return digest


def terms_in(text: str, language: str) -> list[Span]:
    """Return the terms that stand in a text, the longest at each place, forbidden ones too.

    Places are characters of the text, the end excluded. Inflected forms are found.
    """
    return term_base().index(language).longest(text)


def check_terms(
    source: str, target: str, *, source_language: str, target_language: str
) -> list[Finding]:
    """Return the terms that a translation lacks, and the forbidden ones it uses."""
    return term_base().check(
        source, target, source_language=source_language, target_language=target_language
    )
