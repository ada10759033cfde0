"""Search across all registers, in any script."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import find_register, registers
from openluban.foundation.search.finding import Hit, find
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Empty, Pager, Wording

_LONGEST = 200
_PAGE = 30


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit: the record's name, its other names, the register it stands in."""

    name: Wording
    others: tuple[Wording, ...]
    register: Any
    through: Wording | None = None
    """Other words by which it was found."""


@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """Show the records that have every word of the question, the last perhaps only begun."""
    question = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    register = request.GET.get("in", "")
    register = register if find_register(register) else ""
    after = request.GET.get("after", "")
    found = find(question, actor=actor_of(request), register=register, limit=_PAGE, after=after)
    again = {"q": question, "in": register, "after": found.after}
    more = urlencode({name: value for name, value in again.items() if value})
    context = {
        "question": question,
        "sentence": _sentence(question, register),
        "hits": [_line(hit) for hit in found.hits],
        "empty": None if found.hits else _empty(question, register, after),
        "pager": Pager(next_url=f"?{more}") if found.more else None,
    }
    return render(request, "site/search.html", context)


def _sentence(question: str, register: str) -> FilterSentence:
    choices = [Choice("", _("all registers"), selected=not register)]
    choices += [Choice(each.key, each.title, selected=each.key == register) for each in registers()]
    return FilterSentence(
        subject=_("Search for"),
        parts=(
            FilterPart("q", _("Words"), kind="text", value=question),
            FilterPart(
                "in",
                _("Register"),
                lead=pgettext("before the name of a register", "in"),
                value=register,
                choices=tuple(choices),
            ),
        ),
        submit_text=_("Search"),
    )


def _line(hit: Hit) -> HitLine:
    reader = page_language()
    language, words = hit.title.best(reader)
    others = [Wording(name, lang=tongue) for tongue, name in hit.title if tongue != language]
    register = find_register(hit.register)
    url = hit.url + (register.reading if register else "")
    name = Wording(words or hit.key, url, language, language in hit.title.ours)
    through = (
        Wording(hit.through.text, hit.through.url, hit.through.language) if hit.through else None
    )
    return HitLine(name, tuple(others), register.title if register else hit.register, through)


def _empty(question: str, register: str, after: str) -> Empty:
    if not question:
        return Empty(
            _("Search names in any script: 鲁班工坊, Душанбе, Ain Shams."),
            _("Other names and keys find a record too. Give the whole words, or a beginning."),
        )
    if after:
        return Empty(
            _("There are no more."), "", f"?{urlencode({'q': question})}", _("Begin again")
        )
    if register:
        everywhere = f"?{urlencode({'q': question})}"
        return Empty(
            _("Nothing in this register is called that."), "", everywhere, _("Search all registers")
        )
    return Empty(
        _("Nothing in the register is called that."),
        _("Leave out a word, try another script, or give only the beginning of a name."),
    )
