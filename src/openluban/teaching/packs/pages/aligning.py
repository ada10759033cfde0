"""Two published texts of a unit clause by clause."""

from openluban.teaching.library.public import Clause, clauses_of, compared
from openluban.teaching.packs.queries.course import CourseText

Pair = tuple[Clause | None, Clause | None]


def aligned(left: CourseText, right: CourseText) -> list[Pair]:
    """Return the clauses of two texts beside each other; None where one has none.

    A translation is aligned with its source by what it was made from, two translations by the
    source clauses both were made from.
    """
    if left.row.source_language == right.language:
        return [(ours, theirs) for theirs, ours in _aligned(right, left)]
    return _aligned(left, right)


def _aligned(one: CourseText, other: CourseText) -> list[Pair]:
    ours, theirs = clauses_of(one.body), clauses_of(other.body)
    is_source = other.row.source_language == one.language
    own = one.row.clauses if is_source else one.row.made_from or one.row.clauses
    matches = compared(other.row.made_from or other.row.clauses, own)
    return [
        (
            None if match.source is None else ours[match.source],
            None if match.target is None else theirs[match.target],
        )
        for match in matches
    ]
