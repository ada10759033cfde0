"""What the memory says for words, side by side."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.filter_pieces import FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Empty
from openluban.kernel.numerals import format_number
from openluban.teaching.memory.policies import may_forget, may_import, may_look_up
from openluban.teaching.memory.queries.concordance import LONGEST, Occurrence, concordance
from openluban.teaching.memory.queries.naming import titles_in
from openluban.teaching.memory.queries.reading import origins
from openluban.teaching.memory.views.choosing import OFFERED, language_choices, offered

_MOST = 50


@dataclass(frozen=True, slots=True)
class _Question:
    words: str
    language: str
    shown_in: str


@require_safe
def concordance_view(request: HttpRequest) -> HttpResponse:
    """Show the units in which the words stand, with where they come from."""
    actor = actor_of(request)
    asked = _Question(
        request.GET.get("q", "").replace("\0", "").strip()[:LONGEST],
        offered(request.GET.get("in", "")),
        offered(request.GET.get("with", "")),
    )
    found: list[Occurrence] = []
    if asked.words:
        found = concordance(
            asked.words,
            languages=[asked.language] if asked.language else list(OFFERED),
            shown_in=asked.shown_in,
            actor=actor,
            limit=_MOST,
        )
    listed = [] if asked.words else origins(actor)
    named = [(each.key, each.title) for each in listed]
    titles = titles_in(page_language(), named or [(each.origin_key, each.origin) for each in found])
    context: dict[str, Any] = {
        "question": asked.words,
        "sentence": _sentence(asked),
        "found": [(each, titles[each.origin_key]) for each in found],
        "count": _count(found),
        "empty": None if found else _empty(asked.words),
        "origins": [(each, titles[each.key]) for each in listed],
        "may_look_up": may_look_up(actor),
        "may_import": may_import(actor),
        "may_forget": may_forget(actor),
    }
    return render(request, "memory/concordance.html", context)


def _sentence(asked: _Question) -> FilterSentence:
    return FilterSentence(
        subject=_("Search the memory for"),
        parts=(
            FilterPart("q", _("Words"), kind="text", value=asked.words),
            FilterPart(
                "in",
                _("Language of the words"),
                lead=pgettext("before the name of a language", "in"),
                value=asked.language,
                choices=language_choices(asked.language, besides=_("any language")),
            ),
            FilterPart(
                "with",
                _("Language beside it"),
                lead=pgettext("before the name of a language", "beside"),
                value=asked.shown_in,
                choices=language_choices(asked.shown_in, besides=_("any language")),
            ),
        ),
        submit_text=_("Search"),
    )


def _count(found: list[Occurrence]) -> str:
    if len(found) == _MOST:
        return _("The first %(count)s units, short ones first.") % {"count": _MOST}
    words = ngettext("%(count)s unit", "%(count)s units", len(found))
    return words % {"count": format_number(len(found), page_language())}


def _empty(words: str) -> Empty:
    if not words:
        return Empty(
            _("See how words were translated before: 引脚, schematic, вывод."),
            _("Give whole words; of Chinese, two characters or more."),
        )
    return Empty(
        _("The memory has no unit with these words."),
        _("Leave out a word, or choose any language. What is not public is found after sign-in."),
    )
