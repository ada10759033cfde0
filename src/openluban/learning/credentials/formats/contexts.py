"""The JSON-LD contexts that are known: they lie beside this file, and none is ever fetched.

A context decides what the words of a credential mean. One that is fetched can be another tomorrow,
or another for somebody else; so what is not here is refused.
"""

import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.refusals import Unfit

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

UNDEFINED = "urn:undefined-term:"
"""What a word becomes that no context defines: so it is seen, where JSON-LD would drop it."""

_PLACE = Path(__file__).parent / "contexts"


@cache
def known_contexts() -> Mapping[str, Any]:
    """Return what each known address stands for (the value of its ``@context``)."""
    listed = json.loads((_PLACE / "index.json").read_bytes())
    found = {}
    for address, entry in listed.items():
        data = (_PLACE / entry["file"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            message = f"{entry['file']} is not the file that the index of contexts describes"
            raise RuntimeError(message)
        found[address] = json.loads(data)["@context"]
    return found


def addresses_of(context: object) -> tuple[str, ...]:
    """Return the addresses that a document's ``@context`` consists of.

    :raises Unfit: one is not known, or it defines words of its own
    """
    listed = context if isinstance(context, list) else [context]
    for address in listed:
        if not isinstance(address, str):
            raise Unfit(
                "own_context",
                _("It defines words of its own (a context written into it): what they would mean "
                  "to its reader is not what was signed."),
            )  # fmt: skip
        if address not in known_contexts():
            raise Unfit(
                "unknown_context",
                _("It uses words defined at “%(address)s”, which is not among the contexts "
                  "known here. None is ever fetched."),
                address=address,
            )  # fmt: skip
    if not listed:
        raise Unfit("no_context", _("It does not say which words it uses (no @context)."))
    return tuple(listed)


@lru_cache(maxsize=2_000)
def lean_context(addresses: tuple[str, ...], words: frozenset[str]) -> bytes:
    """Return the contexts as JSON, without the definitions of words that are not used.

    A definition is kept with all that it leans on, wherever that is defined; so the meaning of
    every used word is the same as with the whole contexts, and reading is some four times as fast.
    Words that none of them defines get a meaning that is recognised afterwards
    (:data:`UNDEFINED`).
    """
    contexts = [known_contexts()[address] for address in addresses]
    kept, fresh = set(words), set(words)
    while fresh:
        fresh = {other for word in fresh for other in _leaned_on(word)} - kept
        kept |= fresh
    parts = [_lean(context, kept) for context in contexts]
    return json.dumps([*parts, {"@vocab": UNDEFINED}], separators=(",", ":")).encode()


def _lean(context: Any, words: AbstractSet[str]) -> Any:
    if isinstance(context, list):
        return [_lean(part, words) for part in context]
    if not isinstance(context, dict):
        return context
    return {
        word: {**meaning, "@context": _lean(meaning["@context"], words)}
        if isinstance(meaning, dict) and "@context" in meaning
        else meaning
        for word, meaning in context.items()
        if word in words or word.startswith("@")
    }


@cache
def _leaned_on(word: str) -> frozenset[str]:
    """Return the words that any definition of a word, in any known context, makes use of."""
    found = {word.partition(":")[0]}
    for meaning in _meanings().get(word, ()):
        texts = [meaning] if isinstance(meaning, str) else []
        if isinstance(meaning, dict):
            texts = [meaning[name] for name in ("@id", "@type") if name in meaning]
        for text in texts:
            found |= {text, text.partition(":")[0]}
    return frozenset(found & known_terms())


@cache
def _meanings() -> Mapping[str, list[Any]]:
    """Return every definition of every word, at whatever depth it stands."""
    found: dict[str, list[Any]] = {}
    for context in known_contexts().values():
        _gather(context, found)
    return found


@cache
def known_terms() -> frozenset[str]:
    """Return every word that some known context defines."""
    return frozenset(_meanings())


@cache
def known_prefixes() -> frozenset[str]:
    """Return the words that stand for the beginning of an address in some known context."""
    return frozenset(
        word
        for word, meanings in _meanings().items()
        if any(isinstance(each, str) and each.endswith(("#", "/", ":")) for each in meanings)
    )


def _gather(context: Any, found: dict[str, list[Any]]) -> None:
    for part in context if isinstance(context, list) else [context]:
        for word, meaning in part.items() if isinstance(part, dict) else ():
            found.setdefault(word, []).append(meaning)
            if isinstance(meaning, dict):
                _gather(meaning.get("@context"), found)
