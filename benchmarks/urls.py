"""The addresses of an installation, and the view that only hands out bytes from memory."""

from django.urls import include, path

from benchmarks.same import same_bytes

urlpatterns = [
    path("bench/same/<slug:name>/", same_bytes),
    path("", include("openluban.config.urls")),
]
