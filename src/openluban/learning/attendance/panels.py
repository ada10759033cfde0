"""What this module adds to the page of what waits for somebody."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.learning.attendance.policies import may_learn, may_teach, may_work
from openluban.learning.attendance.queries.hours import held_marks
from openluban.learning.attendance.queries.timetable import taken_along
from openluban.learning.attendance.wording import title_of, when_words
from openluban.learning.learners.public import declare_holding

HOLDING = declare_holding("attendance", held_marks)
_MOST = 5


@declare_waiting
def registers_of_today(actor: Actor) -> Waiting | None:
    """Return the registers of the next days to teachers, the way to weeks to others; one query."""
    if actor.kind != "person" or not may_work(actor):
        return None
    title = _("Timetable and registers")
    if not may_teach(actor):
        way = WaitingItem(_("Weeks of the cohorts"), reverse("attendance"))
        return Waiting(title, 1, (way,))
    reader = page_language()
    now = timezone.localtime()
    items = tuple(
        WaitingItem(
            f"{title_of(each)} · {each.cohort.name}",
            reverse("attendance_register", args=[each.key]),
            when_words(each, reader),
        )
        for each in taken_along(actor, now)
        if each.ends_at >= now
    )
    return Waiting(title, len(items), items[:_MOST], reverse("attendance"))


@declare_waiting
def own_attendance(actor: Actor) -> Waiting | None:
    """Lead learners to what registers say of them; asks the database nothing."""
    if not may_learn(actor):
        return None
    url = reverse("attendance_mine")
    return Waiting(_("My attendance"), 1, (WaitingItem(_("What the registers say"), url),))
