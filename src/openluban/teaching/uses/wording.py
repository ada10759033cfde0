"""Words and marks for what is taught with."""

from django.urls import reverse
from django.utils.translation import gettext as _

from openluban.foundation.registers.record import Audience, Standing
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Cell, Mark
from openluban.kernel.numerals import format_day
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.queries.standing import UseStanding
from openluban.teaching.uses.rules import Lag


def version_cell(found: UseStanding, reader: str) -> Cell:
    """Return language and version with what readers must know of it."""
    use = found.use
    words = _("%(language)s, version %(version)s") % {
        "language": language_name(use.language, reader),
        "version": use.text_version,
    }
    url = ""
    if found.lag != Lag.UNKNOWN:
        url = reverse("unit_version", args=[use.unit.key, use.language, use.text_version])
    return Cell(words, url, marks=marks_of(found))


def marks_of(found: UseStanding) -> tuple[Mark, ...]:
    """Return how a use stands: to what is published, and as a record."""
    marks = []
    if found.lag == Lag.OLDER:
        words = _("version %(version)s is published") % {"version": found.published}
        marks.append(Mark(words, "seal"))
    if found.lag == Lag.WITHDRAWN:
        marks.append(Mark(_("taken out of use"), "seal"))
    if found.is_stale:
        marks.append(Mark(_("has not followed the original"), "seal"))
    if found.use.standing == Standing.PROPOSED:
        marks.append(Mark(_("waits for an officer")))
    if found.use.audience == Audience.INTERNAL:
        marks.append(Mark(_("internal")))
    return tuple(marks)


def leaves_cell(found: UseStanding) -> Cell:
    """Return the way to the leaves from the version taught with to the newest."""
    use = found.use
    if found.lag != Lag.OLDER:
        return Cell()
    words = _("from version %(since)s to %(version)s") % {
        "since": use.text_version,
        "version": found.published,
    }
    where = [use.unit.key, use.language, use.text_version, found.published]
    return Cell(words, reverse("unit_leaves", args=where))


def term_cell(use: UnitUse, reader: str) -> Cell:
    """Return since when, and until when if it ends, with the way to the record."""
    since = format_day(use.since.text, reader) if use.since else "—"
    url = f"/unit-uses/{use.key}/"
    if use.until is None:
        return Cell(since, url)
    until = _("until %(day)s") % {"day": format_day(use.until.text, reader)}
    return Cell(since, url, marks=(Mark(until),))


def leaves_of_folder(use: UnitUse) -> str:
    """Return where the leaves of the whole resource are for the workshop's folder."""
    address = reverse("resource_leaves", args=[use.unit.resource.key, use.language])
    return f"{address}?workshop={use.workshop.key}"
