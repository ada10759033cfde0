"""A workshop's page of rosters: a file in, a file out, programs that may ask."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.learning.learners.formats.oneroster.scopes import SCOPES
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.policies import may_keep, may_keep_some, workshops_of
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.use_cases.export_roster import FORMS, export_roster
from openluban.learning.learners.use_cases.roster_clients import make_client, revoke_client
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.wording import ROSTER_SCOPES, day
from openluban.network.workshops.public import Workshop

_FILES = {
    "oneroster": ("roster-{key}.zip", "application/zip"),
    "xlsx": (
        "learners-{key}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def the_workshop(key: str, actor: Actor) -> Workshop:
    """Return a workshop whose learners the actor keeps.

    :raises NotFound: there is none, or they do not
    """
    place = Workshop.objects.filter(key=key, is_shown=True).first()
    if place is None or not may_keep(actor, place):
        raise NotFound
    return place


def named(place: Workshop) -> tuple[str, str]:
    """Return a workshop's name, and the language it is in where that is not the page's."""
    spoken, name = place.name.best(page_language())
    return name or place.key, "" if spoken == page_language() else spoken


@require_safe
@private(may_keep_some)
def places_view(request: HttpRequest) -> HttpResponse:
    """List the workshops whose rosters one keeps."""
    found = workshops_of(actor_of(request), KEEP).filter(is_shown=True).order_by("key")
    places = [(reverse("roster", args=[each.key]), *named(each)) for each in found]
    return render(request, "learners/rosters/places.html", {"places": places})


@require_safe
@private(may_keep_some)
def place_view(request: HttpRequest, workshop: str) -> HttpResponse:
    """Show what can be done with the roster of a workshop."""
    return show_place(request, the_workshop(workshop, actor_of(request)))


def show_place(
    request: HttpRequest,
    place: Workshop,
    errors: Sequence[str] = (),
    new: tuple[RosterClient, str] | None = None,
) -> HttpResponse:
    """Show the page of a workshop, with what is wrong or with a secret that is shown once."""
    programs = RosterClient.objects.filter(workshop=place).order_by("-pk")
    name, spoken = named(place)
    context = {
        "place": place,
        "name": name,
        "name_language": spoken,
        "errors": ErrorSummary(tuple(map(ErrorLine, errors))) if errors else None,
        "import_form": _import_form(place),
        "program_form": _program_form(place),
        "programs": [
            (each, _scopes(each), day(each.made_at.date()), _revoke(place, each))
            for each in programs
        ],
        "new": new,
        "token_url": f"{site_url(request)}/ims/oneroster/token",
        "service_url": f"{site_url(request)}/ims/oneroster/v1p2",
    }
    status = UNPROCESSABLE if errors else 200
    response = render(request, "learners/rosters/place.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _revoke(place: Workshop, program: RosterClient) -> str:
    if program.revoked_at is not None:
        return ""
    return reverse("roster_program_revoke", args=[place.key, program.key])


def _import_form(place: Workshop) -> FormView:
    file = FieldView(
        "file",
        _("File"),
        "file",
        help=_("A zip of OneRoster 1.2, or one sheet (CSV, XLSX) with a learner a row."),
        required=True,
    )
    source = FieldView(
        "source",
        _("Where it comes from"),
        "text",
        help=_("The same word each time: learners are found again by it and by their number."),
    )
    return FormView(
        fields=(file, source),
        action_url=reverse("roster_import", args=[place.key]),
        submit_text=_("See what it would change"),
    )


def _scopes(program: RosterClient) -> str:
    return _begun(", ".join(str(ROSTER_SCOPES.get(each, each)) for each in program.scopes))


def _begun(words: object) -> str:
    """Return words as they begin a line."""
    text = str(words)
    return text[:1].upper() + text[1:]


def _program_form(place: Workshop) -> FormView:
    scopes = tuple(
        Choice(each, f"{_begun(ROSTER_SCOPES[each])} ({each})", selected=each == SCOPES[0])
        for each in SCOPES
    )
    fields = (
        FieldView("name", _("What the system is for"), "text", required=True),
        FieldView("scope", _("What it may do"), "choices", choices=scopes, required=True),
    )
    return FormView(
        fields=fields,
        action_url=reverse("roster_programs", args=[place.key]),
        submit_text=_("Let it read"),
    )


@require_POST
@private(may_keep_some)
@shown_anew
def export_view(request: HttpRequest, workshop: str) -> HttpResponse:
    """Give the learners of a workshop as a file."""
    actor, form = actor_of(request), sent(request, "form")
    place = the_workshop(workshop, actor)
    if form not in FORMS:
        raise NotFound
    data = export_roster(
        workshop=place.key,
        form=form,
        actor=actor,
        at=timezone.now(),
        with_synthetic=bool(sent(request, "synthetic")),
    )
    name, kind = _FILES[form]
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name.format(key=place.key)}"'
    return response


@require_POST
@private(may_keep_some)
@shown_anew
def program_view(request: HttpRequest, workshop: str) -> HttpResponse:
    """Let a program ask, and show its secret this once."""
    actor = actor_of(request)
    place = the_workshop(workshop, actor)
    try:
        made = make_client(
            name=sent(request, "name"),
            workshop=place.key,
            scopes=request.POST.getlist("scope"),
            actor=actor,
            at=timezone.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return show_place(request, place, (str(refusal),))
    return show_place(request, place, new=made)


@require_POST
@private(may_keep_some)
def revoke_view(request: HttpRequest, workshop: str, key: str) -> HttpResponse:
    """Let a program ask no more."""
    actor = actor_of(request)
    place = the_workshop(workshop, actor)
    revoke_client(key=key, actor=actor, at=timezone.now())
    messages.success(request, _("The program can ask no more."))
    return SeeOther(reverse("roster", args=[place.key]))
