"""The list of a register."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.policies import may_accept, may_propose
from openluban.foundation.registers.queries.exporting import MOST_CSV, MOST_XLSX
from openluban.foundation.registers.queries.filtering import COUNTED
from openluban.foundation.registers.queries.listing import (
    ListPage,
    ListRow,
    list_page,
)
from openluban.foundation.registers.queries.wanted import Wanted, read_wanted
from openluban.foundation.registers.views.addresses import list_url
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.registers.views.markup import marks_html, said_together
from openluban.foundation.registers.views.sentence import sentence_of
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Column, Empty, Pager
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell ready to be set: its column's label, its class, its markup."""

    label: str
    style: str
    html: SafeString


@require_safe
def register_list(request: HttpRequest, register: Register) -> HttpResponse:
    """Show a page of the records that the reader wants."""
    return kept_page(request, lambda: _made(request, register))


def _made(request: HttpRequest, register: Register) -> HttpResponse:
    actor = actor_of(request)
    language = page_language()
    wanted = read_wanted(register, dict(request.GET.lists()))
    page = list_page(register, wanted, language, actor)
    context = {
        "register": register,
        "sentence": sentence_of(register, wanted, language, actor),
        "columns": columns_with_sorts(register, wanted, page),
        "lines": lines_of(register, page),
        "empty": _empty(register, wanted, actor),
        "count": count_words(page.count, language, page.most),
        "export_limits": _export_limits(page.count, language),
        "pager": _pager(register, wanted, page),
        "may_propose": may_propose(actor),
        "may_accept": may_accept(actor),
    }
    return render(request, "registers/list.html", context)


def columns_with_sorts(register: Register, wanted: Wanted, page: ListPage) -> tuple[Column, ...]:
    """Return the headings; those that the register declares are links that sort."""
    present = wanted.sort or register.sorts[0]
    sortable = {name.removeprefix("-") for name in register.sorts}
    columns = []
    for column in page.columns:
        is_present = column.name == present.removeprefix("-")
        is_down = present.startswith("-")
        turned = f"-{column.name}" if is_present and not is_down else column.name
        can = column.name in sortable
        columns.append(
            Column(
                column.name,
                column.label,
                list_url(register, wanted, sort=turned) if can else "",
                ("descending" if is_down else "ascending") if is_present and can else "",
                column.is_numeric,
            )
        )
    return tuple(columns)


def lines_of(register: Register, page: ListPage) -> list[list[CellLine]]:
    """Return the rows with their cells as markup."""
    heads = [(str(column.label), column.is_numeric) for column in page.columns]
    return [_line(register.url(row.key), heads, row) for row in page.rows]


def _line(url: str, heads: list[tuple[str, bool]], row: ListRow) -> list[CellLine]:
    """Set a row; the marks of its states stand in the first cell."""
    cells = []
    for place, ((label, is_numeric), values) in enumerate(zip(heads, row.cells, strict=True)):
        html = said_together(values, url if place == row.link else "")
        if place == 0:
            if row.link < 0:
                html = format_html('{} <a href="{}">{}</a>', html, url, _("details"))
            html = format_html("{}{}", html, marks_html(row.states))
        style = ("numeric" if is_numeric else "") if html else "blank"
        cells.append(CellLine(label, style, html))
    return cells


def count_words(count: int, language: str, most: int = COUNTED) -> str:
    """Return how many records there are, in words that stay true beyond the count's end."""
    if count > most:
        return _("more than %(count)s records") % {"count": format_number(most, language)}
    words = ngettext("%(count)s record", "%(count)s records", count)
    return words % {"count": format_number(count, language)}


def _export_limits(count: int, language: str) -> str:
    if count <= COUNTED:
        return ""
    return _("A CSV file holds the first %(csv)s records, an Excel file the first %(xlsx)s.") % {
        "csv": format_number(MOST_CSV, language),
        "xlsx": format_number(MOST_XLSX, language),
    }


def _pager(register: Register, wanted: Wanted, page: ListPage) -> Pager | None:
    if not page.earlier and not page.later:
        return None
    return Pager(
        list_url(register, wanted, before=page.earlier) if page.earlier else "",
        list_url(register, wanted, after=page.later) if page.later else "",
    )


def _empty(register: Register, wanted: Wanted, actor: Actor) -> Empty:
    if wanted.is_narrowed or wanted.after or wanted.before:
        return Empty(
            _("Nothing here is like that."),
            _("Change the sentence above, or show all."),
            register.url(),
            _("Show all"),
        )
    sentence = _("Nothing stands in this register yet.")
    if register.when_empty:
        return Empty(sentence, register.when_empty)
    if may_accept(actor):
        how = _("Enter a record, or bring in a file.")
        return Empty(sentence, how, f"/{register.key}/import/", _("Bring in a file"))
    if may_propose(actor):
        return Empty(sentence, "", f"/{register.key}/add/", _("Propose a record"))
    return Empty(sentence, _("Network officers enter records; contributors propose them."))
