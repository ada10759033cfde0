"""Which clause of a translation stands for which of its source, by their forms alone."""

import re
from collections.abc import Sequence

from openluban.teaching.library.markup.clauses import CODE, HEADING, ITEM, Clause
from openluban.teaching.library.rules import paired

_SIGNS = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[A-Za-z][A-Za-z0-9_]+")


def source_digests(target: Sequence[Clause], source: Sequence[Clause]) -> list[str]:
    """Return for each clause of a translation the digest of its source clause, ``""`` for none.

    Clauses keep their order; what decides is their kind, the numbers and signs both have, and how
    long they are.
    """
    found = [""] * len(target)
    if [_form(clause) for clause in target] == [_form(clause) for clause in source]:
        return [clause.digest for clause in source]

    def weight(left: int, right: int) -> float:
        return _weight(target[left], source[right])

    for left, right in paired(weight, len(target), len(source)):
        if left is not None and right is not None:
            found[left] = source[right].digest
    return found


def _form(clause: Clause) -> tuple[str, int]:
    return clause.kind, clause.level if clause.kind == HEADING else 0


def _weight(one: Clause, other: Clause) -> float:
    if one.kind != other.kind and {one.kind, other.kind} & {HEADING, CODE}:
        return 0.0
    weight = 1.0 if _form(one) == _form(other) else 0.5
    ours, theirs = set(_SIGNS.findall(one.text)), set(_SIGNS.findall(other.text))
    if ours and theirs:
        weight += len(ours & theirs) / len(ours | theirs)
    if one.kind == ITEM and one.number == other.number:
        weight += 0.1
    return weight + 0.5 * min(len(one.text), len(other.text)) / max(len(one.text), len(other.text))
