"""Addresses of packs: beneath a resource, and each made one by the digest of its file."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.packs.views.fetching import pack_file, pack_page
from openluban.teaching.packs.views.planning import make, packs_page, plan_page

register_converter(RecordKeyConverter, "resource_key")

_PACKS = "library/<resource_key:key>/packs"

urlpatterns = [
    path(f"{_PACKS}/", packs_page, name="packs"),
    path(f"{_PACKS}/plan/", plan_page, name="pack_plan"),
    path(f"{_PACKS}/make/", make, name="pack_make"),
    path("packs/<slug:sha256>/", pack_page, name="pack"),
    path("packs/<slug:sha256>.zip", pack_file, name="pack_file"),
]
