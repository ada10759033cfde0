"""The press officer's page: every published figure with its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.choices import remembering
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence, ListLink
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import STANDING_WORDS, Pager, Standing, StandingMark
from openluban.kernel.numerals import format_number
from openluban.publishing.published.filtering import (
    NO_FIGURE,
    Wanted,
    figures_of,
    narrowed,
    newest_first,
    read_wanted,
)
from openluban.publishing.published.queries import reconciled, verdict_counts
from openluban.publishing.published.verdicts import Result
from openluban.publishing.published.views.addresses import file_url, list_url
from openluban.publishing.published.views.setting import row_views

PAGE = 50


@dataclass(frozen=True, slots=True)
class CountView:
    """How many published figures have a verdict, and where they are listed."""

    count: str
    mark: StandingMark
    url: str
    is_wanted: bool


@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Show the published figures that are wanted, newest first, a page at a time."""

    def make() -> HttpResponse:
        with remembering():
            return _show(request)

    return kept_page(request, make)


def _show(request: HttpRequest) -> HttpResponse:
    results = reconciled()
    wanted = read_wanted(request.GET.dict())
    rows = newest_first(narrowed(results, wanted))
    first = _place(rows, request.GET.get("after", ""))
    context = {
        "counts": _counts(results, wanted),
        "total": format_number(len(results), page_language()),
        "sentence": _sentence(results, wanted),
        "count": _count_words(len(rows)),
        "rows": row_views(rows[first : first + PAGE]),
        "pager": _pager(rows, first, wanted),
        "may_propose": may_propose(actor_of(request)),
        "all_url": list_url(Wanted()),
    }
    return render(request, "published/reconciliation.html", context)


def _place(rows: Sequence[Result], after: str) -> int:
    """Return the place of the first row after the one of that id, the beginning if it is gone."""
    ids = [row.stated.id.lower() for row in rows]
    return ids.index(after.lower()) + 1 if after.lower() in ids else 0


def _pager(rows: Sequence[Result], first: int, wanted: Wanted) -> Pager | None:
    last = first + PAGE
    if not first and last >= len(rows):
        return None
    back = first - PAGE
    previous = ""
    if first:
        place = {"after": rows[back - 1].stated.id.lower()} if back > 0 else {}
        previous = list_url(wanted, **place)
    more = last < len(rows)
    following = list_url(wanted, after=rows[last - 1].stated.id.lower()) if more else ""
    return Pager(previous, following, _range_words(rows, first))


def _range_words(rows: Sequence[Result], first: int) -> str:
    language = page_language()
    return _("%(first)s to %(last)s of %(all)s") % {
        "first": format_number(first + 1, language),
        "last": format_number(min(first + PAGE, len(rows)), language),
        "all": format_number(len(rows), language),
    }


def _counts(results: Sequence[Result], wanted: Wanted) -> list[CountView]:
    return [
        CountView(
            format_number(count, page_language()),
            StandingMark(Standing(verdict)),
            list_url(Wanted(verdict=str(verdict))),
            wanted.verdict == str(verdict),
        )
        for verdict, count in verdict_counts(results).items()
    ]


def _count_words(count: int) -> str:
    words = ngettext("%(count)s published figure", "%(count)s published figures", count)
    return words % {"count": format_number(count, page_language())}


def _sentence(results: Sequence[Result], wanted: Wanted) -> FilterSentence:
    return FilterSentence(
        subject=_("Published figures:"),
        parts=(
            FilterPart(
                "verdict", _("Verdict"), value=wanted.verdict, choices=_verdicts(wanted.verdict)
            ),
            FilterPart(
                "figure",
                _("Figure"),
                lead=_("held against"),
                value=wanted.figure,
                choices=_figures(results, wanted.figure),
            ),
            FilterPart(
                "publisher",
                _("Publisher"),
                lead=_("published by"),
                value=wanted.publisher,
                choices=_publishers(results, wanted.publisher),
                active=bool(wanted.publisher),
            ),
            FilterPart("q", _("Words"), lead=_("with the words"), kind="text", value=wanted.words),
        ),
        action_url=list_url(Wanted()),
        clear_url=list_url(Wanted()) if wanted.pairs else "",
        exports=(
            ListLink(_("As CSV"), file_url("reconciliation_csv", wanted)),
            ListLink(_("As JSON"), file_url("reconciliation_json", wanted)),
        ),
    )


def _verdicts(chosen: str) -> tuple[Choice, ...]:
    known = [
        Choice(str(standing), words, selected=str(standing) == chosen)
        for standing, words in STANDING_WORDS.items()
        if standing != Standing.RESTATED
    ]
    return (Choice("", _("of any verdict"), not chosen), *known)


def _figures(results: Sequence[Result], chosen: str) -> tuple[Choice, ...]:
    used = {key for result in results for key in figures_of(result)}
    known = sorted((str(find_figure(key).title), key) for key in used - {NO_FIGURE})
    listed = [Choice(key, title, key == chosen) for title, key in known]
    if NO_FIGURE in used:
        listed.append(Choice(NO_FIGURE, _("no figure here"), chosen == NO_FIGURE))
    return (Choice("", _("any figure"), not chosen), *listed)


def _publishers(results: Sequence[Result], chosen: str) -> tuple[Choice, ...]:
    used = {result.stated.publisher for result in results} - {""}
    listed = [Choice(name, name, name == chosen) for name in sorted(used, key=str.casefold)]
    return (Choice("", _("anybody"), not chosen), *listed)
