"""A roster in whatever form it comes: files of OneRoster, or one sheet as a school makes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.sheet import Sheet
from openluban.learning.learners.formats.headings import Meaning
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.reading import Package, read_package
from openluban.learning.learners.formats.roster import Roster
from openluban.learning.learners.formats.school_sheets import roster_of_sheet

_ZIP = b"PK\x03\x04"
_OF_WORKBOOK = b"xl/workbook.xml"
_LIMITS = Limits(max_rows=300_000)
USUAL_SOURCE = "school"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read.

    ``source`` names the system it comes from (for OneRoster, else what its manifest says);
    ``orgs``: the schools that are meant, all if none; ``meanings``: what columns of a sheet hold;
    ``is_whole``: a sheet holds everybody of its source.
    """

    source: str = ""
    orgs: Collection[str] | None = None
    meanings: Mapping[str, Meaning] | None = None
    is_whole: bool = False


def is_package(data: bytes) -> bool:
    """Test whether a file is a zip of OneRoster files rather than a sheet."""
    return data.startswith(_ZIP) and _OF_WORKBOOK not in data


def opened(data: bytes, filename: str) -> Package | Sheet:
    """Return what a file holds.

    :raises UnfitPackage: it is no package that can be read
    :raises UnreadableSheet: it is no sheet that can be read
    """
    if is_package(data):
        return read_package(data, filename=filename)
    return read_sheet(data, filename=filename, limits=_LIMITS)


def roster_in(found: Package | Sheet, *, filename: str, wish: Wish) -> Roster:
    """Return what a file says of learners.

    :raises UnfitPackage: rows or columns of a sheet cannot be made sense of
    """
    if isinstance(found, Package):
        source = wish.source or found.manifest.system_code or found.manifest.system_name
        source = (source or "oneroster")[:60]
        return roster_of(found, source=source, file=filename, orgs=wish.orgs)
    return roster_of_sheet(
        found,
        source=(wish.source or USUAL_SOURCE)[:60],
        file=filename,
        meanings=wish.meanings,
        is_whole=wish.is_whole,
    )
