"""A credential as the statements that are signed: JSON-LD to canonical N-Quads (RDFC-1.0).

JSON-LD passes silently over what it does not understand: such a part would not be signed, and
could be put in afterwards. Here that is refused: each part gives its statements, or nothing does.
"""

import re
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse
from pyoxigraph import serialize as _serialize

from openluban.learning.credentials.formats.contexts import (
    UNDEFINED,
    addresses_of,
    lean_context,
)
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.formats.surveying import Survey, survey

_RELATIVE = "https://relative-address.invalid/"
"""What an address without a scheme is completed with, so that it is seen."""
_REST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
_NIL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
_UNDEFINED = re.compile(rb"<" + UNDEFINED.encode() + rb"([^>]*)>")

MOST_TWINS = 16
"""How many nameless parts beside nameless parts may look alike: the time to tell them apart grows
with the factorial of their number."""


def canonical_statements(document: Document) -> bytes:
    """Return the document's canonical N-Quads, which say all that it says.

    :raises Unfit: a context is not known, a part would be lost, or it cannot be read as JSON-LD
    """
    found = survey(document)
    text = _with_lean_contexts(document, found)
    try:
        quads = list(parse(text, RdfFormat.JSON_LD, base_iri=_RELATIVE))
    except (SyntaxError, ValueError) as fault:
        raise Unfit(
            "not_json_ld", _("It cannot be read as JSON-LD: %(why)s."), why=str(fault.args[0])
        ) from None
    written = _canonical(quads, found)
    _nothing_lost(quads, written, found)
    return written


def _with_lean_contexts(document: Document, found: Survey) -> bytes:
    words = frozenset(found.words)
    context = lean_context(addresses_of(document.get("@context")), words)
    rest: Any = {word: value for word, value in document.items() if word != "@context"}
    if found.nested_contexts:
        rest = _nested(rest, words)
    body = orjson.dumps(rest)
    between = b"," if rest else b""
    return b'{"@context":' + context + between + body[1:]


def _nested(value: Any, words: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_nested(each, words) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        word: orjson.Fragment(lean_context(addresses_of(each), words))
        if word == "@context"
        else _nested(each, words)
        for word, each in value.items()
    }


def _canonical(quads: list[Quad], found: Survey) -> bytes:
    if found.nameless_beside_nameless and _twins(quads) > MOST_TWINS:
        raise Unfit(
            "too_alike",
            _("More than %(most)s of its parts have no name and look alike; telling them apart "
              "could take for ever."),
            most=MOST_TWINS,
        )  # fmt: skip
    return canonical_dataset(Dataset(quads))


def canonical_dataset(dataset: Dataset) -> bytes:
    """Return the canonical N-Quads of a dataset (which gets canonical labels)."""
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = _serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _twins(quads: list[Quad]) -> int:
    """Count the nameless parts, tied to other nameless ones, that look like another one."""
    looks: dict[str, set[tuple[str, ...]]] = {}
    tied: set[str] = set()
    for quad in quads:
        ends = (quad.subject, quad.object)
        names = ["_" if isinstance(end, BlankNode) else str(end) for end in ends]
        graph = "_" if isinstance(quad.graph_name, BlankNode) else str(quad.graph_name)
        for place, end in enumerate(ends):
            if isinstance(end, BlankNode):
                look = (str(place), *names, quad.predicate.value, graph)
                looks.setdefault(end.value, set()).add(look)
                if names == ["_", "_"]:
                    tied.add(end.value)
    seen: dict[frozenset[tuple[str, ...]], int] = {}
    for label in tied:
        key = frozenset(looks[label])
        seen[key] = seen.get(key, 0) + 1
    return sum(count for count in seen.values() if count > 1)


def _nothing_lost(quads: list[Quad], written: bytes, found: Survey) -> None:
    word = _UNDEFINED.search(written)
    if word:
        raise Unfit(
            "undefined_term",
            _("“%(word)s” is not defined by its contexts: it is not signed, anybody could have "
              "added it."),
            word=word[1].decode(),
        )  # fmt: skip
    if _RELATIVE.encode() in written:
        raise Unfit(
            "relative_address",
            _("It holds an address that is not whole (without a scheme such as https)."),
        )
    if len(quads) != found.statements and len(quads) - _of_lists(quads) != found.statements:
        raise Unfit(
            "part_lost",
            _("A part of it is no sound address or value: it is not signed, anybody could have "
              "added it."),
        )  # fmt: skip


def _of_lists(quads: list[Quad]) -> int:
    """Count the statements that only hold an ordered list together."""
    held = 0
    for quad in quads:
        held += quad.predicate.value == _REST
        held += getattr(quad.object, "value", "") == _NIL
    return held
