"""What this module adds to the pages of concepts and terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.record import Standing
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Mark, Words
from openluban.kernel.actor import Actor
from openluban.teaching.terms.models import Concept, Side, Status, Term
from openluban.teaching.terms.queries.agreements import last_agreed, waiting_for, waiting_sides
from openluban.teaching.terms.rules.finding import RANK

_STATUS = dict(Status.choices)
_SIDES = dict(Side.choices)
_FIRST = ("zh-hans", "en", "ru")
"""Languages that stand first, in this order."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in its column; ``is_forbidden`` ones are struck, with the reason as ``remark``."""

    text: str
    url: str
    marks: tuple[Mark, ...]
    remark: str
    is_forbidden: bool


@dataclass(frozen=True, slots=True)
class LanguageColumn:
    """The terms of one language."""

    language: str
    name: str
    lines: tuple[TermLine, ...]


def _fill_concept(concept: Concept, actor: Actor, language: str) -> Filled:
    found = Term.objects.visible_to(actor).filter(concept=concept, retired_at=None)
    terms = list(found.exclude(standing=Standing.DECLINED).order_by("key"))
    if not terms:
        return {"columns": ()} if may_propose(actor) else None
    waiting = waiting_sides([term.pk for term in terms])
    return {"columns": tuple(_columns(terms, waiting, language))}


def _columns(
    terms: Iterable[Term], waiting: dict[int, str], language: str
) -> Iterable[LanguageColumn]:
    by_language: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: (RANK[term.status], term.key)):
        by_language.setdefault(term.language, []).append(term)
    order = {tag: place for place, tag in enumerate(_FIRST)}
    for tag in sorted(by_language, key=lambda tag: (order.get(tag, len(order)), tag)):
        lines = tuple(_line(term, waiting.get(term.pk, "")) for term in by_language[tag])
        yield LanguageColumn(tag, language_name(tag, language), lines)


def _line(term: Term, side: str) -> TermLine:
    marks = [status_mark(term.status)]
    if side:
        marks.append(Mark(put_forward_words(side)))
    if term.standing == Standing.PROPOSED:
        marks.append(Mark(_("waits for an officer")))
    forbidden = term.status == Status.FORBIDDEN
    return TermLine(term.text, f"/terms/{term.key}/", tuple(marks), term.remark, forbidden)


def status_mark(status: str) -> Mark:
    """Return the mark of a term's status."""
    if status == Status.FORBIDDEN:
        return Mark(_STATUS[status], "seal")
    return Mark(_STATUS[status], "timber" if status == Status.AGREED else "plain")


def put_forward_words(side: str) -> Words:
    """Return who put a term forward, in words."""
    if side == Side.CHINESE:
        return gettext_lazy("put forward by the Chinese side")
    return gettext_lazy("put forward by the host side")


def _fill_term(term: Term, actor: Actor, language: str) -> Filled:
    waiting = waiting_for(term) if term.status != Status.AGREED else None
    agreed = last_agreed(term) if term.status == Status.AGREED else None
    is_open = term.standing == Standing.ACCEPTED and term.retired_at is None
    may_speak = may_propose(actor) and is_open
    if waiting is None and agreed is None and not may_speak:
        return None
    return {
        "waiting": put_forward_words(waiting.first_side) if waiting else "",
        "agreed_at": agreed.second_at.date() if agreed and agreed.second_at else None,
        "agree_url": f"/terms/{term.key}/agree/" if may_speak else "",
        "is_open": term.status in (Status.PROPOSED, Status.ADMITTED),
    }


SIDE_BY_SIDE = declare_panel(
    "concepts",
    Panel(
        key="terms",
        title=gettext_lazy("Terms"),
        template="terms/terms_panel.html",
        fill=_fill_concept,
        replaces="terms",
        order=10,
    ),
)
BOTH_SIDES = declare_panel(
    "terms",
    Panel(
        key="agreement",
        title=gettext_lazy("Both sides"),
        template="terms/agreement_panel.html",
        fill=_fill_term,
        order=10,
    ),
)


def side_words(side: str) -> Any:
    """Return what a side is called."""
    return _SIDES.get(side, side)
