"""The one address of a bare Django."""

from django.urls import path

from benchmarks.same import same_bytes

urlpatterns = [path("bench/same/<slug:name>/", same_bytes)]
