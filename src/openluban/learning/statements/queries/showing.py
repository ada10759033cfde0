"""Statements as they are given out: in one of the three formats, with what the store adds."""

from collections.abc import Sequence
from typing import Any

import orjson

from openluban.learning.statements.naming import lookup
from openluban.learning.statements.queries.statements import Found, authorities
from openluban.learning.statements.rules.formats import canonical, ids
from openluban.learning.statements.rules.marks import named_in
from openluban.learning.statements.rules.shape import OF_2, given_out
from openluban.learning.statements.rules.types import moment_text


def shown(
    cursor: Any, found: Sequence[Found], *, form: str, languages: Sequence[str]
) -> list[bytes]:
    """Return each statement as JSON; ``form`` is exact, ids or canonical. One query, or two."""
    said_by = authorities(cursor)
    whole = [_whole(each, said_by[each.source]) for each in found]
    if form == "exact":
        return whole
    read = [orjson.loads(each) for each in whole]
    if form == "ids":
        return [orjson.dumps(ids(each)) for each in read]
    known = lookup(iri for each in read for iri, _definition in named_in(each))
    return [orjson.dumps(canonical(each, languages, known)) for each in read]


def _whole(found: Found, authority: bytes) -> bytes:
    added = {
        "id": found.uuid,
        "timestamp": moment_text(found.happened),
        "version": "2.0.0" if found.has & OF_2 else "1.0.0",
        "stored": moment_text(found.id),
        "authority": orjson.Fragment(authority),
    }
    return given_out(found.raw, found.has, added)
