"""One published figure held against the register, with everything its verdict rests on."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.choices import remembering
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.refusals import NotFound
from openluban.publishing.published.queries import reconciled
from openluban.publishing.published.registers import PUBLISHED
from openluban.publishing.published.verdicts import Result, Stated
from openluban.publishing.published.views.addresses import map_url, one_url
from openluban.publishing.published.views.parts import part_views
from openluban.publishing.published.views.setting import mark_of, said_day, scope_names


@require_safe
def reconciliation_one(request: HttpRequest, key: str) -> HttpResponse:
    """Show one published figure: each number, its verdict, the whole reason, who says otherwise.

    :raises NotFound: there is no such published figure, or the public does not see it
    """

    def make() -> HttpResponse:
        with remembering():
            return _show(request, key)

    return kept_page(request, make)


def _show(request: HttpRequest, key: str) -> HttpResponse:
    results = reconciled()
    place = _place(results, key)
    result = results[place]
    row = result.stated
    context: dict[str, Any] = {
        "row": row,
        "about": scope_names([row]).get(row.scope, row.scope),
        "day": said_day(row),
        "mark": mark_of(result.verdict),
        "result": result,
        "parts": part_views(result),
        "facts": _facts(row),
        "beside": _beside(results, place),
        "record_url": PUBLISHED.url(row.id.lower()),
        "map_url": map_url(row.id) if may_propose(actor_of(request)) else "",
        "json_url": f"/api/v1/reconciliation/{row.id.lower()}",
    }
    return render(request, "published/one.html", context)


def _place(results: Sequence[Result], key: str) -> int:
    for place, result in enumerate(results):
        if result.stated.id.lower() == key.lower():
            return place
    raise NotFound


def _facts(row: Stated) -> FactList:
    """Return what was printed and where."""
    printed = f"{row.number} {row.unit}".strip()
    facts = (
        Fact(_("Number as printed"), (Wording(printed),)),
        Fact(_("Subject"), (Wording(row.subject),)),
        Fact(_("As of"), (Wording(said_day(row)),)),
        Fact(_("Publisher"), (Wording(row.publisher),)),
        Fact(_("Source"), (Wording(row.source),)),
    )
    return FactList(tuple(fact for fact in facts if fact.values[0].text))


def _beside(results: Sequence[Result], place: int) -> tuple[Wording | None, Wording | None]:
    """Return the published figures before and after, each as a link."""
    before = results[place - 1] if place else None
    after = results[place + 1] if place + 1 < len(results) else None
    return _link(before), _link(after)


def _link(result: Result | None) -> Wording | None:
    return Wording(result.stated.id, one_url(result.stated.id)) if result else None
