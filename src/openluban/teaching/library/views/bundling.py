"""The leaves to exchange of a whole resource: one sheet for all units, and the new leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.answers import UNPROCESSABLE
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.dates import NotADate, typed_date
from openluban.kernel.numerals import format_day
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.held import HeldFolder, folders_of
from openluban.teaching.library.models import Resource
from openluban.teaching.library.queries.bundles import (
    UnitLeaves,
    as_kept,
    as_of,
    bundle_of,
    the_resource,
)
from openluban.teaching.library.setting_bundle import AboutBundle, bundle_document
from openluban.teaching.library.views.addresses import leaves_url, read_url
from openluban.teaching.library.views.leafing import exchange_row, printed_leaves
from openluban.teaching.library.views.taking import file_answer
from openluban.teaching.library.wording import edition_words


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose folder, or of which day; ``wrong`` says what cannot be read."""

    folders: Sequence[HeldFolder]
    folder: HeldFolder | None
    day: date | None
    since: str
    wrong: str = ""

    @property
    def query(self) -> str:
        """Return what to add to an address to ask the same again."""
        if self.folder is not None:
            return urlencode({"workshop": self.folder.key})
        return urlencode({"since": self.day.isoformat()}) if self.day else ""

    def found(self, resource: Resource, language: str, request: HttpRequest) -> list[UnitLeaves]:
        """Return the leaves of every unit; an empty folder if nothing was asked."""
        holding = as_of(self.day or date.min)
        if self.folder is not None:
            holding = as_kept(self.folder.versions)
        return bundle_of(resource, language, holding, actor_of(request))

    def words(self, reader: str) -> str:
        """Return from where one comes."""
        if self.folder is not None:
            name = self.folder.name.best(reader)[1]
            return _("From what %(workshop)s teaches with to what is published now.") % {
                "workshop": name
            }
        if self.day is not None:
            day = format_day(self.day.isoformat(), reader)
            return _("From what was published on %(day)s to what is published now.") % {"day": day}
        return _("All leaves of what is published now.")


def _asked(request: HttpRequest, resource: Resource, language: str) -> Asked:
    """Read whose folder it is.

    :raises NotFound: nobody is known to teach with it under that name
    """
    folders = folders_of(resource, language, actor_of(request))
    key, since = request.GET.get("workshop", "")[:80], request.GET.get("since", "").strip()[:20]
    folder = next((each for each in folders if each.key == key), None)
    if key and folder is None:
        raise NotFound(workshop=key)
    try:
        day = typed_date(since).earliest if since else None
    except NotADate:
        wrong = _("“%(given)s” is no date. Write 2025, 2025-08 or 2025-08-30.") % {"given": since}
        return Asked(folders, folder, None, since, wrong)
    return Asked(folders, folder, day, since)


@require_safe
def bundle_page(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Show the sheet and the leaves that are put in."""
    return kept_page(request, lambda: _made(request, key, language))


def _made(request: HttpRequest, key: str, language: str) -> HttpResponse:
    resource, reader = the_resource(key, actor_of(request)), page_language()
    asked = _asked(request, resource, language)
    found = asked.found(resource, language, request)
    spoken, name = resource.name.best(reader)
    file_url = reverse("resource_leaves_file", args=[resource.key, language])
    context: dict[str, Any] = {
        "resource_url": f"/library/{resource.key}/",
        "resource_name": name or resource.key,
        "resource_language": spoken or reader,
        "language": language,
        "language_name": language_name(language, reader),
        "form": _form(asked, resource, language),
        "span": "",
        "units": None,
        "errors": ErrorSummary((ErrorLine(asked.wrong, "id_since"),)) if asked.wrong else None,
    }
    if not asked.wrong:
        context |= {
            "span": asked.words(reader),
            "units": _units_table(found, language, reader),
            "exchanges": _exchanges(found, language),
            "leaves": [
                leaf for each in found if each.leaves for leaf in printed_leaves(each.leaves)
            ],
            "file_url": f"{file_url}?{asked.query}".rstrip("?"),
        }
    status = UNPROCESSABLE if asked.wrong else 200
    return render(request, "library/bundle.html", context, status=status)


def _form(asked: Asked, resource: Resource, language: str) -> FormView:
    reader = page_language()
    since = FieldView(
        "since",
        _("Our folder is as of"),
        "date",
        asked.since,
        _("Or leave it empty: all leaves are printed."),
    )
    fields = [since]
    if asked.folders:
        chosen = asked.folder.key if asked.folder else ""
        choices = [Choice("", "—", selected=not chosen)]
        for each in asked.folders:
            spoken, name = each.name.best(reader)
            lang = "" if spoken == reader else spoken
            choices.append(Choice(each.key, name or each.key, each.key == chosen, lang))
        label = _("Or what a workshop teaches with")
        fields.append(FieldView("workshop", label, "choice", chosen, choices=tuple(choices)))
    return FormView(
        fields=tuple(fields),
        action_url=reverse("resource_leaves", args=[resource.key, language]),
        submit_text=_("Which leaves?"),
        method="get",
    )


def _units_table(found: Sequence[UnitLeaves], language: str, reader: str) -> TableView:
    columns = (
        Column("unit", pgettext("of a resource", "Unit")),
        Column("since", _("In the folder")),
        Column("version", _("Published")),
        Column("leaves", _("Leaves"), numeric=True),
    )
    rows = []
    for each in found:
        spoken, name = each.unit.name.best(reader)
        words = f"{each.unit.position}. {name or each.unit.key}"
        lang = "" if spoken == reader else spoken
        count = Cell("—")
        if each.leaves:
            # Going back, or out of use, has no sheet of the unit's own.
            is_forward = 0 <= each.since < each.version
            where = (each.unit.key, language, each.since, each.version)
            url = leaves_url(*where) if is_forward else ""
            count = Cell(str(len(each.leaves.exchanges)), url)
        unit = Cell(words, read_url(each.unit.key, language), lang)
        sides = (Cell(edition_words(each.since)), Cell(edition_words(each.version)))
        rows.append(Row((unit, *sides, count)))
    return TableView(_("Units"), columns, tuple(rows))


def _exchanges(found: Sequence[UnitLeaves], language: str) -> TableView | None:
    columns = (Column("leaf", _("Leaf")), Column("out", _("Take out")), Column("in", _("Put in")))
    rows = [
        exchange_row(line, each.leaves, language)
        for each in found
        if each.leaves
        for line in each.leaves.exchanges
    ]
    return TableView(_("What to exchange"), columns, tuple(rows)) if rows else None


@require_safe
@few_files
def bundle_file(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Answer with the sheet and the new leaves as one PDF file, ready for printing.

    :raises NotFound: the day is none, or nothing is known of that folder
    """
    resource = the_resource(key, actor_of(request))
    asked = _asked(request, resource, language)
    if asked.wrong:
        raise NotFound(since=asked.since)
    path = f"{reverse('resource_leaves', args=[key, language])}?{asked.query}".rstrip("?")
    found = asked.found(resource, language, request)
    today = timezone.now().date()
    with translation.override(language):
        span = asked.words(language)
    about = AboutBundle(resource, language, today, site_url(request) + path, span)
    held = asked.folder.key if asked.folder else (asked.day or "all")
    name = f"{resource.key}-{language}-{held}-leaves.pdf"
    return file_answer(request, name, lambda: bundle_document(about, found), back=path)
