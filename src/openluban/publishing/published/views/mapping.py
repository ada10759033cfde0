"""Saying which figure a published number means, and which of its choices the text states."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.figures.choices import remembering
from openluban.foundation.figures.declaring import Figure, NoSuchFigure, find_figure
from openluban.foundation.registers.errors import AlreadyThere, ChangedMeanwhile, NothingChanged
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.kernel.refusals import Invalid, Refusal
from openluban.publishing.published.files import published_figures, stated_of
from openluban.publishing.published.models import PublishedFigure
from openluban.publishing.published.reconciling import guesses
from openluban.publishing.published.registers import PUBLISHED
from openluban.publishing.published.rules import read_choices, read_pinned, write_choices
from openluban.publishing.published.verdicts import Reading
from openluban.publishing.published.views.addresses import map_url, one_url
from openluban.publishing.published.views.mapping_form import (
    CHOICE,
    PINNED,
    Draft,
    figure_sentence,
    guess_view,
    mapping_form,
)
from openluban.publishing.published.views.setting import said_day, scope_names


@dataclass(frozen=True)
class _Asked:
    """The record whose mapping is asked for, and what OpenLuban itself would guess."""

    record: PublishedFigure
    guess: Reading | None


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def map_figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show the choices of a figure to be filled in, or keep what was sent.

    :raises NotFound: there is no such published figure
    """
    record = visible_record(PUBLISHED, key.lower(), actor_of(request))
    with remembering():
        if request.method == "POST":
            return _keep(request, record)
        asked = _Asked(record, _guess(record))
        return _show(request, asked, _draft(request, asked))


def _guess(record: PublishedFigure) -> Reading | None:
    return next(guesses(stated_of(record), published_figures()))


def _draft(request: HttpRequest, asked: _Asked) -> Draft:
    """Return what the form begins with: what is mapped, else the guess; of the figure asked for."""
    record = asked.record
    mapped = Draft(record.figure, read_choices(record.choices), read_pinned(record.pinned))
    guess = asked.guess
    guessed = Draft(guess.figure, guess.choices, guess.pinned) if guess else Draft("")
    wanted = request.GET.get("figure")
    for draft in (mapped, guessed):
        if draft.figure and wanted in {None, draft.figure}:
            return draft
    return Draft(wanted if wanted and _figure(wanted) else "")


def _figure(key: str) -> Figure | None:
    try:
        return find_figure(key) if key else None
    except NoSuchFigure:
        return None


def _keep(request: HttpRequest, record: PublishedFigure) -> HttpResponse:
    draft = _sent(request)
    cells = {
        "figure": draft.figure,
        "choices": write_choices(draft.choices),
        "pinned": " | ".join(sorted(draft.pinned)),
        "mapped_by": actor_of(request).name if draft.figure else "",
    }
    try:
        outcome = edit_record(
            register_key=PUBLISHED.key,
            key=record.key,
            cells=cells,
            version=sent_version(request),
            reason=sent(request, "reason"),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except (Invalid, ChangedMeanwhile, NothingChanged, AlreadyThere) as refusal:
        return _show(request, _Asked(record, _guess(record)), draft, refusal)
    is_proposed = isinstance(outcome, Proposal)
    said = _("Proposed. An officer will look at it.") if is_proposed else _("Changed.")
    messages.success(request, said)
    return SeeOther(_page_of(record))


def _page_of(record: PublishedFigure) -> str:
    """Return where its verdict stands; what the public does not see has none yet."""
    return one_url(record.key) if record.is_shown else PUBLISHED.url(record.key)


def _sent(request: HttpRequest) -> Draft:
    """Return what was sent; options that were left empty are not stated."""
    key = sent(request, "figure")
    figure = _figure(key)
    if figure is None:
        return Draft(key)
    choices = {
        choice.key: option
        for choice in figure.all_choices
        if (option := sent(request, f"{CHOICE}{choice.key}"))
    }
    known = {choice.key for choice in figure.all_choices}
    return Draft(key, choices, frozenset(request.POST.getlist(PINNED)) & known)


def _show(
    request: HttpRequest, asked: _Asked, draft: Draft, refusal: Refusal | None = None
) -> HttpResponse:
    record = asked.record
    row = stated_of(record)
    is_officer = may_accept(actor_of(request))
    submit = _("Save") if is_officer else _("Propose")
    context: dict[str, Any] = {
        "row": row,
        "about": scope_names([row]).get(row.scope, row.scope),
        "day": said_day(row),
        "guess": guess_view(asked.guess) if asked.guess else None,
        "version": record.version,
        "sentence": figure_sentence(draft.figure, map_url(record.key)),
        "form": mapping_form(_figure(draft.figure), draft, record.version, refusal, submit),
        "is_officer": is_officer,
        "url": _page_of(record),
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "published/map.html", context, status=status)
