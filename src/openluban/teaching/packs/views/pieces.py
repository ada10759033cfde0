"""Pieces that the pages of packs share."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.foundation.ui.sizes import size_words, travel_words
from openluban.kernel.numerals import format_day
from openluban.kernel.travel import SLOW, SPEEDS
from openluban.teaching.library.public import Resource
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.pages.course_pages import pictures_in_words


def crumbs_of(resource: Resource, reader: str) -> dict[str, Any]:
    """Return what names the resource on a page."""
    spoken, name = resource.name.best(reader)
    return {
        "resource_name": name or resource.key,
        "resource_language": spoken or reader,
        "resource_url": reverse("registers:record", args=["library", resource.key]),
        "packs_url": reverse("packs", args=[resource.key]),
    }


def languages_in_words(languages: Sequence[str], reader: str) -> str:
    """Return what languages are called, one after another."""
    return listed(language_name(each, reader) for each in languages)


def travel_table(size: int) -> TableView:
    """Return how long so many bytes take at each speed."""
    columns = (Column("speed", _("Speed")), Column("time", _("Takes"), numeric=True))
    rows = tuple(
        Row((Cell(_("%(n)s kbit/s") % {"n": kbit}), Cell(travel_words(size, kbit))))
        for kbit in SPEEDS
    )
    return TableView(_("How long it travels"), columns, rows, caption_shown=True)


def packs_table(packs: Sequence[Pack], outdated: set[str], reader: str) -> TableView:
    """Return the packs that were made, the newest first; ``outdated`` are file digests."""
    columns = (
        Column("pack", _("As at")),
        Column("languages", _("Languages")),
        Column("pictures", _("Pictures")),
        Column("size", _("Size"), numeric=True),
        Column("time", _("At %(n)s kbit/s") % {"n": SLOW}, numeric=True),
    )
    empty = Empty(
        _("No pack of it has been made yet."),
        _("Choose languages below to see how large one would be; contributors make it."),
    )
    rows = tuple(_pack_row(pack, pack.sha256 in outdated, reader) for pack in packs)
    return TableView(_("Packs"), columns, rows, empty)


def _pack_row(pack: Pack, is_outdated: bool, reader: str) -> Row:  # noqa: FBT001 - private
    marks = []
    if pack.since:
        marks.append(Mark(_("only what changed"), "timber"))
    if pack.films:
        marks.append(Mark(_("with films")))
    if is_outdated:
        marks.append(Mark(_("newer texts are published"), "seal"))
    day = format_day(pack.as_at.date().isoformat(), reader)
    return Row(
        (
            Cell(day, reverse("pack", args=[pack.sha256]), marks=tuple(marks)),
            Cell(languages_in_words(pack.languages, reader)),
            Cell(pictures_in_words(pack.pictures)),
            Cell(size_words(pack.size, reader)),
            Cell(travel_words(pack.size, SLOW)),
        )
    )
