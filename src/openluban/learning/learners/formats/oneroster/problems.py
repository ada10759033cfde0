"""What can be wrong with a package: file, row, column, rule, and a sentence."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.problems import excerpt
from openluban.kernel.refusals import Invalid, Problem

MOST_TOLD = 50


class Fault(StrEnum):
    """The rules a package can break; programs may rely on the values."""

    TOO_LARGE = "package.too_large"
    NO_PACKAGE = "package.none"
    DAMAGED = "package.damaged"
    BOMB = "package.bomb"
    TOO_MANY_FILES = "package.too_many_files"
    UNSAFE_PATH = "package.unsafe_path"
    ENCRYPTED = "package.encrypted"
    TWICE = "package.file_twice"
    NO_MANIFEST = "manifest.missing"
    OTHER_VERSION = "manifest.version"
    UNKNOWN_MODE = "manifest.mode"
    SAID_TWICE = "manifest.said_twice"
    NOT_THERE = "manifest.file_missing"
    NOT_DECLARED = "manifest.file_undeclared"
    NOTHING_IN_IT = "manifest.nothing"
    UNKNOWN_COLUMN = "column.unknown"
    EMPTY = "cell.empty"
    TOO_LONG = "cell.too_long"
    NO_ID = "cell.no_id"
    NO_DATE = "cell.no_date"
    NO_MOMENT = "cell.no_moment"
    NO_YEAR = "cell.no_year"
    NO_FLAG = "cell.no_flag"
    NO_NUMBER = "cell.no_number"
    NO_CHOICE = "cell.no_choice"
    ENDS_BEFORE = "row.ends_before_it_begins"
    ID_TWICE = "row.id_twice"
    LEADS_NOWHERE = "row.leads_nowhere"


SENTENCES = {
    Fault.TOO_LARGE: _("The package is larger than %(limit)s MB."),
    Fault.NO_PACKAGE: _("This is neither a zip nor a folder of OneRoster files."),
    Fault.DAMAGED: _("This is no zip, or it is damaged."),
    Fault.BOMB: _("Unpacked, it is too large to be honest, or to be read."),
    Fault.TOO_MANY_FILES: _("There are more than %(limit)s files in it."),
    Fault.UNSAFE_PATH: _("A file in it is a link, or its name leads out of the package."),
    Fault.ENCRYPTED: _("It has a password. Save it without one."),
    Fault.TWICE: _("This file is in the package twice."),
    Fault.NO_MANIFEST: _("The package has no manifest.csv, which says what is in it."),
    Fault.OTHER_VERSION: _("“%(found)s” is said for %(name)s; only %(wanted)s is read."),
    Fault.UNKNOWN_MODE: _("“%(found)s” is said for %(name)s; it must be absent, bulk or delta."),
    Fault.SAID_TWICE: _("%(name)s is said twice."),
    Fault.NOT_THERE: _("The manifest says “%(found)s” for this file, but it is not there."),
    Fault.NOT_DECLARED: _("This file is there, but the manifest says that it is absent."),
    Fault.NOTHING_IN_IT: _("The manifest says that every file is absent."),
    Fault.UNKNOWN_COLUMN: _("The standard knows no such column. Extensions begin “metadata.”."),
    Fault.EMPTY: _("This must not be empty."),
    Fault.TOO_LONG: _("This is longer than %(limit)s characters."),
    Fault.NO_ID: _(
        "“%(found)s” is no identifier: 1 to %(limit)s letters, digits or the signs . - _ / @ : + ="
    ),
    Fault.NO_DATE: _("“%(found)s” is no day. Write it as 2026-09-01."),
    Fault.NO_MOMENT: _("“%(found)s” is no moment. Write it as 2026-09-01T08:00:00.000Z."),
    Fault.NO_YEAR: _("“%(found)s” is no year. Write it as 2026."),
    Fault.NO_FLAG: _("“%(found)s” is neither true nor false."),
    Fault.NO_NUMBER: _("“%(found)s” is no number."),
    Fault.NO_CHOICE: _("“%(found)s” is none of: %(choices)s."),
    Fault.ENDS_BEFORE: _("The end lies before the beginning, %(begins)s."),
    Fault.ID_TWICE: _("“%(found)s” identifies row %(first)s already."),
    Fault.LEADS_NOWHERE: _("There is no “%(found)s” in %(other)s."),
}


class UnfitPackage(Invalid):
    """The package is not what the standard says; ``problems`` name file, row, column and rule."""

    code = "rosters.unfit_package"
    sentence: ClassVar[Any] = _("This roster cannot be read.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(list(problems)[:MOST_TOLD])


def place_of(file: str, column: str = "") -> str:
    """Return how a problem names its place."""
    return f"{excerpt(file)}, {excerpt(column)}" if column else excerpt(file)


def problem(
    fault: Fault, file: str, *, row: int | None = None, column: str = "", **details: object
) -> Problem:
    """Return a problem; foreign words are made fit to be shown."""
    told = {
        name: excerpt(value) if isinstance(value, str) else value for name, value in details.items()
    }
    return Problem(fault, SENTENCES[fault], place_of(file, column), row, told)
