"""What this module adds to the pages of workshops, resources and units."""

from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.actor import Actor
from openluban.network.workshops.public import Workshop
from openluban.teaching.library.public import Resource, Unit, declare_folders
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.policies import may_say
from openluban.teaching.uses.queries.folders import folders_of_workshops
from openluban.teaching.uses.queries.standing import (
    UseStanding,
    holding,
    standings_of_uses,
    uses_visible,
)
from openluban.teaching.uses.rules import Lag
from openluban.teaching.uses.wording import leaves_cell, leaves_of_folder, term_cell, version_cell

_MOST = 200
_RELATIONS = ("workshop", "programme", "unit", "unit__resource")
_VERSION = Column("version", _("Taught with"))
_LEAVES = Column("leaves", _("Leaves to exchange"))
_PROGRAMME = Column("programme", _("Programme"))
_SINCE = Column("since", _("Since"))


def _standings(actor: Actor, *order: str, **where: Any) -> list[UseStanding]:
    """Return what is taught with today; one query."""
    today = timezone.localdate()
    found = uses_visible(actor).filter(**where).select_related(*_RELATIONS)
    return standings_of_uses(holding(found, today).order_by(*order, "pk")[:_MOST])


def _of_workshop(workshop: Workshop, actor: Actor, language: str) -> Filled:
    order = ("unit__resource__sort_name", "unit__resource", "language", "unit__position")
    found = _standings(actor, *order, workshop=workshop)
    groups = [
        _group(list(uses), language)
        for _key, uses in groupby(found, key=lambda each: each.use.unit.resource_id)
    ]
    if not groups and not may_say(actor):
        return None
    return {
        "groups": groups,
        "all_url": f"/unit-uses/?workshop={workshop.key}",
        "library_url": "/library/",
        "may_say": may_say(actor),
    }


def _group(found: list[UseStanding], reader: str) -> dict[str, Any]:
    resource = found[0].use.unit.resource
    spoken, name = resource.name.best(reader)
    unit = Column("unit", pgettext_lazy("of a resource", "Unit"))
    lines = [(named(each.use.unit, f"/units/{each.use.unit.key}/", reader), each) for each in found]
    return {
        "name": name or resource.key,
        "language": spoken,
        "url": f"/library/{resource.key}/",
        "table": _table(name or resource.key, unit, lines, reader),
        "sheets": [
            (language_name(tag, reader), leaves_of_folder(uses[0].use))
            for tag, uses in _by_language(found).items()
            if any(each.lag == Lag.OLDER for each in uses)
        ],
        "remarks": _remarks(found, reader),
    }


def _by_language(found: list[UseStanding]) -> dict[str, list[UseStanding]]:
    languages: dict[str, list[UseStanding]] = {}
    for each in found:
        languages.setdefault(each.use.language, []).append(each)
    return languages


def _table(
    caption: Any, first: Column, lines: list[tuple[Cell, UseStanding]], reader: str
) -> TableView:
    """Return what is taught with; columns that would be empty in every row are left out."""
    programmes = [_programme(each.use, reader) for _cell, each in lines]
    leaves = [leaves_cell(each) for _cell, each in lines]
    columns, rest = [first, _VERSION], [[version_cell(each, reader)] for _cell, each in lines]
    for column, cells in ((_LEAVES, leaves), (_PROGRAMME, programmes)):
        if any(not cell.is_blank for cell in cells):
            columns.append(column)
            for row, cell in zip(rest, cells, strict=True):
                row.append(cell)
    rows = tuple(
        Row((cell, *row, term_cell(each.use, reader)))
        for (cell, each), row in zip(lines, rest, strict=True)
    )
    return TableView(caption, (*columns, _SINCE), rows, _nowhere())


def named(record: Any, url: str, reader: str) -> Cell:
    """Return a record's name as a link."""
    spoken, name = record.name.best(reader)
    return Cell(name or record.key, url, "" if spoken == reader else spoken)


def _programme(use: UnitUse, reader: str) -> Cell:
    programme = use.programme
    return named(programme, f"/programmes/{programme.key}/", reader) if programme else Cell()


def _remarks(found: list[UseStanding], reader: str) -> list[tuple[str, str]]:
    """Return (language, words) of what is remarked, each once."""
    said = (each.use.remark.best(reader) for each in found)
    return list(dict.fromkeys(each for each in said if each[1]))


def _of_unit(unit: Unit, actor: Actor, language: str) -> Filled:
    found = _standings(actor, "workshop__sort_name", "workshop", "language", unit=unit)
    lines = [
        (named(each.use.workshop, f"/workshops/{each.use.workshop.key}/", language), each)
        for each in found
    ]
    table = _table(_("Where it is taught"), Column("workshop", _("Workshop")), lines, language)
    where = reverse("teach_with", args=[unit.resource.key])
    return _filled(table, found, f"{where}?unit={unit.key}", actor, language)


def _of_resource(resource: Resource, actor: Actor, language: str) -> Filled:
    order = ("workshop__sort_name", "workshop", "language")
    found = _standings(actor, *order, unit__resource=resource)
    columns = (
        Column("workshop", _("Workshop")),
        Column("language", _("Language")),
        Column("units", _("Units"), numeric=True),
        Column("behind", _("To exchange")),
    )
    grouped = groupby(found, key=lambda each: (each.use.workshop_id, each.use.language))
    rows = tuple(_workshop_row(list(uses), language) for _key, uses in grouped)
    table = TableView(_("Where it is taught"), columns, rows, _nowhere())
    return _filled(table, found, reverse("teach_with", args=[resource.key]), actor, language)


def _workshop_row(found: list[UseStanding], reader: str) -> Row:
    use = found[0].use
    behind = sum(each.lag == Lag.OLDER for each in found)
    stale = sum(each.is_stale for each in found)
    marks = []
    if behind:
        words = ngettext("%(n)s unit is older", "%(n)s units are older", behind) % {"n": behind}
        marks.append(Mark(words, "seal"))
    if stale:
        words = ngettext(
            "%(n)s has not followed the original", "%(n)s have not followed the original", stale
        )
        marks.append(Mark(words % {"n": stale}, "seal"))
    return Row(
        (
            named(use.workshop, f"/workshops/{use.workshop.key}/", reader),
            Cell(language_name(use.language, reader)),
            Cell(str(len({each.use.unit_id for each in found}))),
            Cell(_("leaves"), leaves_of_folder(use), marks=tuple(marks)),
        )
    )


def _nowhere() -> Empty:
    return Empty(
        _("Nobody has said yet that they teach with it."),
        _("Contributors of a workshop’s institutions say so; an officer takes it over."),
    )


def _filled(
    table: TableView, found: list[UseStanding], teach_url: str, actor: Actor, reader: str
) -> Filled:
    return {
        "table": table,
        "remarks": _remarks(found, reader),
        "teach_url": teach_url if may_say(actor) else "",
    }


declare_folders(folders_of_workshops)
MATERIALS = declare_panel(
    "workshops",
    Panel(
        key="materials",
        title=_("Taught with"),
        template="uses/workshop_panel.html",
        fill=_of_workshop,
        replaces="unit-uses",
        order=60,
    ),
)
WHERE_UNIT_IS_TAUGHT = declare_panel(
    "units",
    Panel(
        key="taught",
        title=_("Where it is taught"),
        template="uses/taught_panel.html",
        fill=_of_unit,
        order=30,
    ),
)
WHERE_RESOURCE_IS_TAUGHT = declare_panel(
    "library",
    Panel(
        key="taught",
        title=_("Where it is taught"),
        template="uses/taught_panel.html",
        fill=_of_resource,
        order=30,
    ),
)
