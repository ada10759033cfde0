"""Pieces that the pages of packages share."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Empty,
    Fact,
    FactList,
    Row,
    TableView,
    Wording,
)
from openluban.foundation.ui.sizes import size_words
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.models import KeptPackage, Kind
from openluban.teaching.courseware.reading import Reading


def kept_table(kept: Sequence[KeptPackage], reader: str) -> TableView:
    """Return the kept packages, the newest first."""
    columns = (
        Column("title", _("Title")),
        Column("kind", _("Kind")),
        Column("languages", _("Languages")),
        Column("size", _("Size"), numeric=True),
        Column("day", _("Brought in")),
        Column("resource", _("Became")),
    )
    empty = Empty(
        _("No package has been brought in yet."),
        _("SCORM, cmi5 and Common Cartridge are read."),
    )
    rows = tuple(_kept_row(each, reader) for each in kept)
    return TableView(_("Packages"), columns, rows, empty)


def _kept_row(kept: KeptPackage, reader: str) -> Row:
    resource = kept.resource_key
    return Row(
        (
            Cell(kept.title, reverse("courseware_package", args=[kept.digest])),
            Cell(f"{Kind(kept.kind).label} {_version(kept.kind, kept.version)}".strip()),
            Cell(languages_in_words(kept.languages, reader)),
            Cell(size_words(kept.size, reader)),
            Cell(format_day(kept.kept_at.date().isoformat(), reader)),
            Cell(
                resource or "–",
                reverse("registers:record", args=["library", resource]) if resource else "",
            ),
        )
    )


def _version(kind: str, version: str) -> str:
    """Return what the kind's own name does not say already."""
    return version.removeprefix("2004 ") if kind == Kind.SCORM_2004 else _cc(kind, version)


def _cc(kind: str, version: str) -> str:
    return version if kind == Kind.CARTRIDGE else ""


def languages_in_words(languages: Sequence[str], reader: str) -> str:
    """Return what languages are called, one after another."""
    return listed(language_name(each, reader) for each in languages)


def reading_facts(reading: Reading, reader: str) -> FactList:
    """Return what a package is, and how much of it comes over."""
    parcel, folder = reading.parcel, reading.folder
    languages = sorted({text.language for text in folder.texts if text.language})
    rights = folder.metadata.values.get("rights", "") or parcel.about.rights
    kind = Kind(parcel.kind.value)
    told = [
        (_("Kind"), f"{kind.label} {_version(kind, parcel.version)}".strip()),
        (_("Title"), next(iter(parcel.about.title.values()), "")),
        (_("Description"), next(iter(parcel.about.description.values()), "")),
        (_("Rights"), rights or _("not said")),
        (_("Languages"), languages_in_words(languages, reader) or _("not said")),
        (_("Size"), size_words(reading.size, reader)),
        (_("Units"), format_number(len({text.slug for text in folder.texts}), reader)),
        (_("Pages that come over"), format_number(reading.pages, reader)),
        (_("Images"), format_number(len(folder.images), reader)),
    ]
    return FactList(tuple(Fact(label, (Wording(value),)) for label, value in told if value))


def notes_table(notes: Sequence[Problem]) -> TableView:
    """Return what does not come over: file, line, what and by which rule."""
    return _lines(
        _("What does not come over"),
        [(note.field, note.row, str(note), note.rule) for note in notes],
    )


def faults_table(problems: Sequence[Problem]) -> TableView:
    """Return what is unfit in a package."""
    return _lines(
        _("What is wrong"),
        [(each.field, each.row, str(each), each.rule) for each in problems],
    )


def told_table(notes: Sequence[Sequence[object]]) -> TableView:
    """Return the notes as they were written down, in English."""
    return _lines(
        _("What did not come over"),
        [(str(file), row, str(words), str(rule)) for file, row, rule, words in notes],
        lang="en",
    )


def _lines(
    caption: str, lines: Sequence[tuple[str, object, str, str]], lang: str = ""
) -> TableView:
    columns = (
        Column("file", _("File")),
        Column("line", _("Line"), numeric=True),
        Column("what", _("What")),
        Column("rule", _("Rule")),
    )
    rows = tuple(
        Row((Cell(file), Cell(str(row) if row else "–"), Cell(words, lang=lang), Cell(rule)))
        for file, row, words, rule in lines[:200]
    )
    return TableView(caption, columns, rows)
