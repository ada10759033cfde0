"""Planning packs of a resource, and making them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.foundation.ui.sizes import size_words
from openluban.kernel.actor import PUBLIC
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.library.public import Resource, UnitRow, published_films, units_of
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.formats.zips import weight_of
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.pages.course_pages import films_in_words, pictures_in_words
from openluban.teaching.packs.policies import may_make
from openluban.teaching.packs.queries.course import published_languages, the_resource
from openluban.teaching.packs.queries.made import manifest_of, outdated_of, packs_of, the_pack
from openluban.teaching.packs.rules.manifest import sizes_by_part
from openluban.teaching.packs.rules.wishes import ALL_PICTURES, NO_PICTURES, Wish
from openluban.teaching.packs.use_cases.make_pack import make_pack
from openluban.teaching.packs.views.pieces import (
    crumbs_of,
    languages_in_words,
    packs_table,
    travel_table,
)
from openluban.teaching.packs.wording import part_words

PICTURES = (ALL_PICTURES, "960", "480", NO_PICTURES)
"""Which pictures can be chosen on a page; the command takes any width."""
FILMS = (0, 5, 20, 100)
"""Which films, in megabytes; the command takes any number."""
_MOST_LANGUAGES = 20


@require_safe
def packs_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the packs of a resource, and where others are planned."""
    return kept_page(request, lambda: _packs(request, key))


def _packs(request: HttpRequest, key: str) -> HttpResponse:
    resource, reader = the_resource(key), page_language()
    units, packs = units_of(resource, PUBLIC), packs_of(resource)
    known = published_languages(units, resource.original_language)
    films = published_films([unit.pk for unit in units])
    wish = Wish(tuple(known))
    form = _form(resource, units, packs, wish, "", has_films=bool(films))
    context = {
        **crumbs_of(resource, reader),
        "table": packs_table(packs, outdated_of(packs, units, films), reader),
        "form": form if known else None,
    }
    return render(request, "packs/packs.html", context)


@require_safe
@few_files
def plan_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show how large a pack would be and how long it travels, before anything is made."""
    return kept_page(request, lambda: _plan(request, key))


def _plan(request: HttpRequest, key: str) -> HttpResponse:
    resource, reader = the_resource(key), page_language()
    units, packs = units_of(resource, PUBLIC), packs_of(resource)
    since = request.GET.get("since", "")[:64]
    wish = _asked(request.GET)
    context: dict[str, Any] = crumbs_of(resource, reader)
    try:
        built = built_pack(resource, wish, manifest_of(the_pack(since)[0]) if since else None)
    except NotFound:
        raise
    except Refusal as refusal:
        context["errors"] = ErrorSummary((ErrorLine(str(refusal)),))
    else:
        context |= _planned(built, reader)
        context["make_url"] = (
            reverse("pack_make", args=[key]) if may_make(actor_of(request)) else ""
        )
        context["wish"], context["since"] = wish, since
    has_films = bool(published_films([unit.pk for unit in units]))
    context["has_films"] = has_films
    context["form"] = _form(resource, units, packs, wish, since, has_films=has_films)
    status = UNPROCESSABLE if "errors" in context else 200
    return render(request, "packs/plan.html", context, status=status)


def _asked(said: QueryDict) -> Wish:
    chosen = tuple(each[:20] for each in said.getlist("in")[:_MOST_LANGUAGES])
    pictures, films = said.get("pictures", ""), said.get("films", "")
    return Wish(
        chosen,
        pictures if pictures in PICTURES else ALL_PICTURES,
        int(films) if films in map(str, FILMS) else 0,
    )


def _planned(built: Built, reader: str) -> dict[str, Any]:
    size = weight_of(built.everything())
    words = part_words()
    columns = (
        Column("part", _("Part")),
        Column("files", _("Files"), numeric=True),
        Column("size", _("Unpacked"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(words[part]),
                Cell(format_number(count, reader)),
                Cell(size_words(weight, reader)),
            )
        )
        for part, (count, weight) in sizes_by_part(built.files).items()
    )
    manifest, delta = built.manifest, built.delta
    return {
        "size": size_words(size, reader),
        "languages": languages_in_words(manifest.languages, reader),
        "pictures": pictures_in_words(manifest.pictures),
        "films": films_in_words(manifest.films),
        "parts": TableView(_("What is in it"), columns, rows, caption_shown=True),
        "travel": travel_table(size),
        "is_delta": delta is not None,
        "is_same": delta is not None and not delta,
        "removed": len(delta.removed) if delta else 0,
    }


def _form(
    resource: Resource,
    units: list[UnitRow],
    packs: list[Pack],
    wish: Wish,
    since: str,
    *,
    has_films: bool,
) -> FormView:
    reader = page_language()
    languages = [
        Choice(each, language_name(each, reader), selected=each in wish.languages)
        for each in published_languages(units, resource.original_language)
    ]
    pictures = [
        Choice(each, pictures_in_words(each), selected=each == wish.pictures) for each in PICTURES
    ]
    fields = [
        FieldView("in", _("Languages"), "choices", choices=tuple(languages), required=True),
        FieldView(
            "pictures",
            _("Pictures"),
            "choice",
            wish.pictures,
            choices=tuple(pictures),
            required=True,
        ),
    ]
    if has_films:
        fields.append(_films_field(wish))
    if packs:
        fields.append(_since_field(packs, since, reader))
    return FormView(
        tuple(fields),
        action_url=reverse("pack_plan", args=[resource.key]),
        submit_text=_("How large, and how long?"),
        method="get",
    )


def _films_field(wish: Wish) -> FieldView:
    choices = [
        Choice(str(each), films_in_words(each), selected=each == wish.films) for each in FILMS
    ]
    help_text = _("Films are far larger than all else: see how long it travels.")
    return FieldView(
        "films", _("Films"), "choice", str(wish.films), help_text, tuple(choices), required=True
    )


def _since_field(packs: list[Pack], since: str, reader: str) -> FieldView:
    before = [Choice("", _("all of it"), selected=not since)]
    before += [
        Choice(each.sha256, _since_words(each, reader), selected=each.sha256 == since)
        for each in packs
    ]
    help_text = _("Whoever has an older pack needs only what changed since.")
    return FieldView(
        "since",
        _("What is to travel"),
        "choice",
        since,
        help_text,
        tuple(before),
        required=True,
    )


def _since_words(pack: Pack, reader: str) -> str:
    return _("what changed since the pack of %(day)s (%(languages)s)") % {
        "day": format_day(pack.as_at.date().isoformat(), reader),
        "languages": languages_in_words(pack.languages, reader),
    }


@require_POST
@for_contributors
def make(request: HttpRequest, key: str) -> HttpResponse:
    """Make the pack that was planned."""
    wish = _asked(request.POST)
    try:
        pack = make_pack(
            resource_key=key,
            wish=wish,
            since=request.POST.get("since", "")[:64],
            actor=actor_of(request),
            at=timezone.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return SeeOther(reverse("packs", args=[key]))
    messages.success(request, _("Made and signed. Everybody can fetch it."))
    return SeeOther(reverse("pack", args=[pack.sha256]))
