"""Addresses of the reconciliation."""

from django.urls import path

from openluban.publishing.published.views.checking import check_file
from openluban.publishing.published.views.exporting import reconciliation_csv, reconciliation_json
from openluban.publishing.published.views.listing import reconciliation
from openluban.publishing.published.views.mapping import map_figure
from openluban.publishing.published.views.showing import reconciliation_one

urlpatterns = [
    path("", reconciliation, name="reconciliation"),
    path("export.csv", reconciliation_csv, name="reconciliation_csv"),
    path("export.json", reconciliation_json, name="reconciliation_json"),
    path("check/", check_file, name="reconciliation_check"),
    path("<str:key>/", reconciliation_one, name="reconciliation_one"),
    path("<str:key>/map/", map_figure, name="reconciliation_map"),
]
