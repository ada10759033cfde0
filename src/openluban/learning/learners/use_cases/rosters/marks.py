"""Marks of a file, held against those that are kept. A hand's mark is not written over."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from openluban.learning.learners.formats.roster import MarkSaid
from openluban.learning.learners.queries.rosters import KnownMark
from openluban.learning.learners.rules.words import Origin
from openluban.learning.learners.use_cases.rosters.enrolments import Pair
from openluban.learning.learners.use_cases.rosters.plan import (
    Conflict,
    Difference,
    NewMark,
    Plan,
)

_CENT = Decimal("0.01")
_LONGEST_TITLE = 120
_LONGEST_REMARK = 500
_LARGEST = Decimal(99_999)


def plan_marks(plan: Plan, enrolments: Mapping[Pair, str]) -> None:
    """Find new marks, and those that changed."""
    keys = {each.pk: each.key for each in plan.known.enrolments.values()}
    by_title = {(keys[each.enrolment], each.title): each for each in plan.known.marks.values()}
    taken: set[tuple[str, str]] = set()
    for said in plan.roster.marks:
        enrolment = enrolments.get((said.person, said.cohort), "")
        known = plan.known.marks.get(said.id)
        title = _own_title(said.title, enrolment, taken)
        taken.add((enrolment, title))
        known = known or by_title.get((enrolment, title))
        score, out_of = _number(said.score), _number(said.out_of)
        if said.is_gone:
            continue
        if not enrolment:
            plan.left_out["results of those who are not enrolled"] += 1
        elif score is None or out_of is None or not 0 <= score <= out_of:
            plan.left_out["results beyond their scale"] += 1
        elif known is not None:
            _compare(plan, said, known, (score, out_of), keys[known.enrolment])
        else:
            remark, on = said.remark[:_LONGEST_REMARK], date.fromisoformat(said.on)
            plan.marks.append(NewMark(said.id, enrolment, title, score, out_of, on, remark))
            plan.counts["marks"]["new"] += 1


def _own_title(title: str, enrolment: str, taken: set[tuple[str, str]]) -> str:
    """Return the title; of two of one enrolment the second is numbered."""
    title = title[:_LONGEST_TITLE]
    found, number = title, 1
    while (enrolment, found) in taken:
        number += 1
        found = f"{title[: _LONGEST_TITLE - 6]} ({number})"
    return found


def _number(text: str | None) -> Decimal | None:
    number = Decimal(text or "0").quantize(_CENT)
    return number if abs(number) <= _LARGEST else None


def _compare(
    plan: Plan, said: MarkSaid, known: KnownMark, points: tuple[Decimal, Decimal], key: str
) -> None:
    score, out_of = points
    here = ("" if known.score is None else str(known.score), str(known.out_of), known.on)
    told = (str(score), str(out_of), said.on)
    remark = said.remark[:_LONGEST_REMARK]
    fields = [
        (name, old, new)
        for name, old, new in zip(
            ("score", "out_of", "on", "remark"), (*here, known.remark), (*told, remark), strict=True
        )
        if old != new
    ]
    if not fields:
        plan.counts["marks"]["unchanged"] += 1
        return
    if known.by == Origin.HAND:
        id_ = f"mark:{said.id}"
        is_let = plan.choices.lets(id_)
        conflict = Conflict(
            id_,
            said.row,
            known.title,
            "set_by_hand",
            "score",
            " / ".join(here),
            " / ".join(told),
            is_overwritten=is_let,
        )
        plan.keep("marks", conflict)
        if not is_let:
            return
    plan.differ(Difference("marks", said.row, key, known.title, tuple(fields)))
    plan.mark_changes.append((known.pk, score, out_of, date.fromisoformat(said.on), remark))
