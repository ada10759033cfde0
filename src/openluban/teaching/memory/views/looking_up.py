"""Matches for a text, with what to change in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.doors import only
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Empty
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import may_look_up
from openluban.teaching.memory.queries.looking_up import Match, look_up
from openluban.teaching.memory.queries.naming import titles_in
from openluban.teaching.memory.rules.comparing import Kind
from openluban.teaching.memory.views.choosing import language_choices, offered

LONGEST = 2_000
_KINDS = {
    Kind.IN_CONTEXT: gettext_lazy("same text, same context"),
    Kind.EXACT: gettext_lazy("same text"),
    Kind.FUZZY: gettext_lazy("similar text"),
}
_STATUSES = dict(Unit.Status.choices)


@require_safe
@only(may_look_up)
def look_up_view(request: HttpRequest) -> HttpResponse:
    """Ask for a text, and show what the memory holds for it."""
    text, before, after = (
        request.GET.get(name, "").replace("\0", "").strip()[:LONGEST]
        for name in ("text", "before", "after")
    )
    source = offered(request.GET.get("from", ""), "en")
    target = offered(request.GET.get("to", ""), "zh-hans" if source == "en" else "en")
    found: list[Match] = []
    if text and source != target:
        found = look_up(
            text,
            source_language=source,
            target_language=target,
            actor=actor_of(request),
            before=before,
            after=after,
        )
    titles = titles_in(page_language(), ((each.origin.key, each.origin.title) for each in found))
    rows = [
        (
            match,
            _KINDS[match.kind],
            _STATUSES.get(match.origin.status, ""),
            titles[match.origin.key],
        )
        for match in found
    ]
    context = {
        "form": _form((text, before, after), source, target),
        "source": source,
        "target": target,
        "matches": rows,
        "empty": _empty(text) if not found else None,
    }
    return render(request, "memory/look_up.html", context)


def _form(texts: tuple[str, str, str], source: str, target: str) -> FormView:
    text, before, after = texts
    return FormView(
        fields=(
            FieldView("text", _("Text to translate"), "longtext", text, required=True),
            FieldView(
                "from",
                _("Language of the text"),
                "choice",
                choices=language_choices(source),
                required=True,
            ),
            FieldView(
                "to",
                _("Language to translate into"),
                "choice",
                choices=language_choices(target),
                required=True,
            ),
            FieldView("before", _("Text before it"), "text", before),
            FieldView(
                "after",
                _("Text after it"),
                "text",
                after,
                _("A unit with the same neighbours comes first."),
            ),
        ),
        action_url=reverse("memory_look_up"),
        submit_text=_("Look up"),
        method="get",
    )


def _empty(text: str) -> Empty | None:
    if not text:
        return None
    return Empty(
        _("The memory holds nothing like it."),
        _("Texts that are less than half the same are not shown. Search for single words instead."),
        reverse("memory"),
        _("Search for words"),
    )
