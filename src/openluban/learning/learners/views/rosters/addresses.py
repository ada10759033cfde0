"""Addresses of rosters, below /rosters/."""

from django.urls import path

from openluban.learning.learners.views.rosters import giving_out, taking_in

urlpatterns = [
    path("", giving_out.places_view, name="rosters"),
    path("<slug:workshop>/", giving_out.place_view, name="roster"),
    path("<slug:workshop>/import/", taking_in.bring_view, name="roster_import"),
    path("<slug:workshop>/import/<slug:token>/", taking_in.preview_view, name="roster_preview"),
    path("<slug:workshop>/export/", giving_out.export_view, name="roster_export"),
    path("<slug:workshop>/programs/", giving_out.program_view, name="roster_programs"),
    path(
        "<slug:workshop>/programs/<slug:key>/revoke/",
        giving_out.revoke_view,
        name="roster_program_revoke",
    ),
]
