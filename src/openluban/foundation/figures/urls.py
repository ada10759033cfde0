"""Addresses of figures."""

from django.urls import path

from openluban.foundation.figures.views import (
    figure_index_view,
    figure_records_view,
    figure_view,
)

urlpatterns = [
    path("", figure_index_view, name="figures"),
    path("<slug:key>/", figure_view, name="figure"),
    path("<slug:key>/records.csv", figure_records_view, name="figure_records"),
]
