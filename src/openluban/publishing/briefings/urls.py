"""Addresses of briefings, below /briefings/."""

from django.urls import path

from openluban.publishing.briefings.views.files import edition_file
from openluban.publishing.briefings.views.publishing import publish
from openluban.publishing.briefings.views.reading import (
    briefing_list,
    briefing_page,
    edition_page,
)
from openluban.publishing.briefings.views.writing import start, write

urlpatterns = [
    path("", briefing_list, name="briefings"),
    path("start/", start, name="briefings_start"),
    path("<slug:key>/", briefing_page, name="briefing"),
    path("<slug:key>/write/", write, name="briefing_write"),
    path("<slug:key>/publish/", publish, name="briefing_publish"),
    path("<slug:key>/editions/<int:number>/", edition_page, name="briefing_edition"),
    path(
        "<slug:key>/editions/<int:number>/edition.<slug:ending>",
        edition_file,
        name="briefing_file",
    ),
]
