"""Addresses of courses that are opened here, below /launches/."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.learning.launches.views import cohorts, courses
from openluban.learning.launches.views.fetching import fetch_view

register_converter(RecordKeyConverter, "launches_key")

urlpatterns = [
    path("", courses.courses_view, name="launches"),
    path("agree/", courses.agree_view, name="launches_agree"),
    path("fetch/<str:secret>/", fetch_view, name="launches_fetch"),
    path("courses/<launches_key:key>/", courses.course_view, name="launches_course"),
    path("courses/<launches_key:key>/open/", courses.open_view, name="launches_open"),
    path("cohorts/<slug:key>/", cohorts.cohort_view, name="launches_cohort"),
    path("cohorts/<slug:key>/<uuid:registration>/", cohorts.learner_view, name="launches_learner"),
    path(
        "cohorts/<slug:key>/<uuid:registration>/waive/",
        cohorts.waive_view,
        name="launches_waive",
    ),
]
