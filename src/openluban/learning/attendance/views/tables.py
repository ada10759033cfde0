"""Every mark of a session, hours of a cohort, and what registers say of oneself."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.numerals import format_day_short, format_number
from openluban.learning.attendance.models.marks import Attendance
from openluban.learning.attendance.models.sessions import Session
from openluban.learning.attendance.queries.finding import the_cohort, the_session
from openluban.learning.attendance.queries.hours import (
    HoursLine,
    OwnRecord,
    Tally,
    hours_of_cohort,
    marks_of,
    own_record,
)
from openluban.learning.attendance.queries.names import names_of
from openluban.learning.attendance.rules.words import Presence
from openluban.learning.attendance.views.guarding import for_learners, for_workers
from openluban.learning.attendance.wording import (
    PRESENCE,
    day_words,
    hours_and_share,
    share_words,
    time_words,
    title_of,
    when_words,
)


@require_safe
@for_workers
def marks_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show every mark that was ever set in a session."""
    reader = page_language()
    session = the_session(key, actor_of(request))
    context = {
        "title": title_of(session),
        "lead": when_words(session, reader),
        "heading": _("Every mark that was set"),
        "cohort": session.cohort,
        "back_url": reverse("attendance_register", args=[session.key]),
        "table": _marks_table(session, reader),
    }
    return render(request, "attendance/table.html", context)


def _marks_table(session: Session, reader: str) -> TableView:
    marks = marks_of(session)
    names = names_of({each.enrolment.person_id for each in marks}, reader)
    columns = (
        Column("name", _("Learner")),
        Column("mark", pgettext("register", "Mark")),
        Column("who", _("By")),
        Column("set", _("Set at")),
        Column("came", _("Came in at")),
    )
    return TableView(
        _("Marks"),
        columns,
        tuple(
            _mark_row(each, names.get(each.enrolment.person_id, ("", "")), session.zone)
            for each in marks
        ),
        Empty(_("Nothing is marked yet.")),
    )


def _mark_row(mark: Attendance, name: tuple[str, str], zone: str) -> Row:
    told = []
    if not mark.holds:
        told.append(Mark(_("replaced")))
    if mark.is_disputed:
        told.append(Mark(_("another device said otherwise"), "seal"))
    cells = (
        Cell(name[0], lang=name[1]),
        Cell(mark_words(mark), marks=tuple(told)),
        Cell(mark.account.name if mark.account else ""),
        Cell(_moment(mark.told_at, zone)),
        Cell(_moment(mark.received_at, zone)),
    )
    return Row(cells)


def mark_words(mark: Attendance) -> str:
    """Return what a mark says."""
    words = str(PRESENCE.get(mark.presence, mark.presence))
    if mark.presence != Presence.LATE or not mark.late:
        return words
    minutes = ngettext("%(n)s minute", "%(n)s minutes", mark.late) % {"n": mark.late}
    return _("%(mark)s, %(minutes)s") % {"mark": words, "minutes": minutes}


def _moment(moment: datetime, zone: str) -> str:
    here = timezone.localtime(moment, ZoneInfo(zone))
    return f"{format_day_short(here.date().isoformat(), page_language())} {here:%H:%M:%S}"


@require_safe
@for_workers
def hours_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show hours attended of hours planned in a cohort."""
    reader = page_language()
    cohort = the_cohort(key, actor_of(request))
    lines = hours_of_cohort(cohort, reader)
    whole = Tally(
        sum((each.tally.attended for each in lines), Decimal(0)),
        sum((each.tally.planned for each in lines), Decimal(0)),
        {},
    )
    context = {
        "title": cohort.name,
        "lead": hours_and_share(whole, reader),
        "heading": _("Hours attended"),
        "cohort": cohort,
        "back_url": reverse("attendance_cohort", args=[cohort.key]),
        "table": _hours_table(lines, reader),
    }
    return render(request, "attendance/table.html", context)


def _hours_table(lines: list[HoursLine], reader: str) -> TableView:
    columns = (
        Column("name", _("Learner")),
        Column("attended", _("Hours attended"), numeric=True),
        Column("planned", _("Hours planned"), numeric=True),
        Column("share", _("Share"), numeric=True),
        *(Column(word, capfirst(PRESENCE[word]), numeric=True) for word in Presence),
    )
    rows = tuple(
        Row(
            (
                Cell(each.name, lang=each.language),
                Cell(format_number(each.tally.attended, reader)),
                Cell(format_number(each.tally.planned, reader)),
                Cell(share_words(each.tally, reader)),
                *(_times(each.tally.sessions.get(word, 0), reader) for word in Presence),
            )
        )
        for each in lines
    )
    empty = Empty(_("Nobody is enrolled in this cohort."))
    return TableView(_("Hours attended"), columns, rows, empty)


def _times(number: int, reader: str) -> Cell:
    # An empty cell lets those stand out who were late or absent.
    return Cell(format_number(number, reader) if number else "")


@require_safe
@for_learners
def own_record_page(request: HttpRequest) -> HttpResponse:
    """Show a learner what registers say of them."""
    reader = page_language()
    record = own_record(actor_of(request))
    context = {
        "is_invented": any(each.session.cohort.is_synthetic for each in record.marks),
        "sums": _sums(record, reader),
        "table": _own_table(record, reader),
    }
    return render(request, "attendance/mine.html", context)


def _sums(record: OwnRecord, reader: str) -> list[tuple[str, str]]:
    return [(name, hours_and_share(tally, reader)) for name, tally in record.sums]


def _own_table(record: OwnRecord, reader: str) -> TableView:
    columns = (
        Column("session", _("Session")),
        Column("day", _("Day")),
        Column("time", _("Time")),
        Column("cohort", _("Cohort")),
        Column("mark", pgettext("register", "Mark")),
        Column("hours", _("Hours"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(title_of(each.session)),
                Cell(day_words(each.session, reader)),
                Cell(time_words(each.session)),
                Cell(each.session.cohort.name),
                Cell(mark_words(each)),
                Cell(format_number(each.hours, reader)),
            )
        )
        for each in record.marks
    )
    empty = Empty(_("No register names you yet."), _("Your teachers mark who is there."))
    return TableView(_("Sessions"), columns, rows, empty)
