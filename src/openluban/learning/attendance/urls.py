"""Addresses of timetables and registers. No name stands in any of them."""

from django.urls import path, register_converter

from openluban.learning.attendance.views.counted import counted_page
from openluban.learning.attendance.views.devices import (
    carried,
    marks_answer,
    phone_page,
    worker_script,
)
from openluban.learning.attendance.views.planning import change_page, plan_page
from openluban.learning.attendance.views.registers import register_page
from openluban.learning.attendance.views.tables import hours_page, marks_page, own_record_page
from openluban.learning.attendance.views.weeks import cohort_page, own_page, teacher_page


class KeyConverter:
    """Takes what may be the key of a cohort, a session or an account."""

    regex = "[0-9a-z][0-9a-z-]{0,39}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key."""
        return value


register_converter(KeyConverter, "attendance_key")

_COHORT, _SESSION = "cohorts/<attendance_key:key>", "<attendance_key:key>"

urlpatterns = [
    path("", own_page, name="attendance"),
    path("phone/", phone_page, name="attendance_phone"),
    path("worker.js", worker_script, name="attendance_worker"),
    path("carried.json", carried, name="attendance_carried"),
    path("marks/", marks_answer, name="attendance_marks"),
    path("counted/", counted_page, name="attendance_counted"),
    path("mine/", own_record_page, name="attendance_mine"),
    path(f"{_COHORT}/", cohort_page, name="attendance_cohort"),
    path(f"{_COHORT}/plan/", plan_page, name="attendance_plan"),
    path(f"{_COHORT}/hours/", hours_page, name="attendance_hours"),
    path("teachers/<attendance_key:key>/", teacher_page, name="attendance_teacher"),
    path(f"{_SESSION}/", register_page, name="attendance_register"),
    path(f"{_SESSION}/change/", change_page, name="attendance_change"),
    path(f"{_SESSION}/marks/", marks_page, name="attendance_all_marks"),
]
