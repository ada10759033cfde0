"""The page where somebody says in one step what a workshop teaches with."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal
from openluban.teaching.library.public import Resource, State, UnitRow, the_resource, units_of
from openluban.teaching.uses.queries.offers import programmes_for, workshops_for
from openluban.teaching.uses.use_cases.teach_with import Said, Teaching, teach_with

_MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def teach_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form, or enter what was sent."""
    actor = actor_of(request)
    resource = the_resource(key, actor)
    asked = _asked(request, key)
    if request.method != "POST":
        return _show(request, resource, asked)
    try:
        said = teach_with(teaching=asked, actor=actor, at=timezone.now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, resource, asked, _lines(refusal))
    messages.success(request, _said_words(said, is_officer=may_accept(actor)))
    return SeeOther(f"/workshops/{asked.workshop}/#materials")


def _asked(request: HttpRequest, key: str) -> Teaching:
    def several(name: str) -> tuple[str, ...]:
        found = (*request.POST.getlist(name), *request.GET.getlist(name))
        return tuple(each[:80] for each in found[:_MOST])

    is_sent = request.method == "POST"
    return Teaching(
        resource=key,
        workshop=sent(request, "workshop"),
        languages=several("language"),
        since=sent(request, "since") if is_sent else timezone.localdate().isoformat(),
        units=several("unit"),
        programme=sent(request, "programme"),
        source=sent(request, "source"),
    )


def _lines(refusal: Refusal) -> tuple[ErrorLine, ...]:
    if isinstance(refusal, Invalid):
        return tuple(ErrorLine(f"{each.field}: {each}") for each in refusal.problems)
    return (ErrorLine(str(refusal)),)


def _said_words(said: Said, *, is_officer: bool) -> str:
    words = ngettext("%(n)s version entered.", "%(n)s versions entered.", said.entered)
    whole = words % {"n": said.entered}
    if said.ended:
        ended = ngettext("%(n)s earlier version ends.", "%(n)s earlier versions end.", said.ended)
        whole = f"{whole} {ended % {'n': said.ended}}"
    return whole if is_officer else f"{whole} {_('It waits for an officer.')}"


def _show(
    request: HttpRequest, resource: Resource, asked: Teaching, errors: tuple[ErrorLine, ...] = ()
) -> HttpResponse:
    actor, reader = actor_of(request), page_language()
    spoken, name = resource.name.best(reader)
    fields, why_not = _fields(resource, asked, actor, reader)
    context: dict[str, Any] = {
        "resource_name": name or resource.key,
        "resource_language": spoken or reader,
        "resource_url": f"/library/{resource.key}/",
        "is_officer": may_accept(actor),
        "why_not": why_not,
        "errors": ErrorSummary(errors) if errors else None,
        "form": FormView(
            fields=fields,
            action_url=reverse("teach_with", args=[resource.key]),
            submit_text=_("We teach with this"),
            cancel_url=f"/library/{resource.key}/",
        ),
    }
    return render(request, "uses/teach.html", context, status=UNPROCESSABLE if errors else 200)


def _fields(
    resource: Resource, asked: Teaching, actor: Actor, reader: str
) -> tuple[tuple[FieldView, ...], str]:
    """Return the fields, or why there are none."""
    units = [unit for unit in units_of(resource, actor) if _languages((unit,))]
    workshops = workshops_for(actor)
    offered = _choices(((each.key, each.name) for each in workshops), (asked.workshop,), reader)
    if not units:
        return (), _("Nothing of this resource is published yet, so nobody can teach with it.")
    if not offered:
        return (), _("Your institution takes part in no workshop that is entered here.")
    languages = tuple(
        Choice(each, language_name(each, reader), selected=each in asked.languages)
        for each in _languages(units)
    )
    programmes = (
        (each.key, f"{each.workshop.name.best(reader)[1]}: {each.name.best(reader)[1]}")
        for each in programmes_for(workshops)
    )
    chosen = tuple(Choice(key, name, key == asked.programme) for key, name in programmes)
    if len(offered) > 1:
        offered = (Choice("", "—"), *offered)
    named = _choices(((unit.key, unit.name) for unit in units), asked.units, reader)
    fields = (
        FieldView("workshop", _("Workshop"), "choice", asked.workshop, choices=offered,
                  required=True),
        FieldView("language", _("Languages"), "choices", choices=languages, required=True),
        FieldView("unit", _("Units"), "choices", help=_("None chosen means all of them."),
                  choices=named),
        FieldView("programme", _("Programme"), "choice", asked.programme,
                  choices=(Choice("", "—"), *chosen)),
        FieldView("since", _("Since"), "date", asked.since, required=True),
        FieldView("source", _("What it rests on"), "text", asked.source,
                  _("A curriculum, a timetable, a letter: who said it, and when.")),
    )  # fmt: skip
    return fields, ""


def _languages(units: Iterable[UnitRow]) -> list[str]:
    """Return the languages in which something of these units is published."""
    found = (
        row.language for unit in units for row in unit.texts.rows if row.state == State.PUBLISHED
    )
    return list(dict.fromkeys(found))


def _choices(
    records: Iterable[tuple[str, Any]], chosen: tuple[str, ...], reader: str
) -> tuple[Choice, ...]:
    found = []
    for key, name in records:
        spoken, words = name.best(reader)
        lang = "" if spoken == reader else spoken
        found.append(Choice(key, words or key, selected=key in chosen, lang=lang))
    return tuple(found)
