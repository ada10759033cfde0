"""Addresses of packs: beneath a resource, and each made one by the digest of its file."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.packs.views.fetching import pack_file, pack_page
from openluban.teaching.packs.views.planning import make, packs_page, plan_page

register_converter(RecordKeyConverter, "resource_key")


class Sha256Converter:
    """Takes the SHA-256 of a file."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return the digest."""
        return value

    def to_url(self, value: str) -> str:
        """Return the digest."""
        return value


register_converter(Sha256Converter, "sha256")

_PACKS = "library/<resource_key:key>/packs"

urlpatterns = [
    path(f"{_PACKS}/", packs_page, name="packs"),
    path(f"{_PACKS}/plan/", plan_page, name="pack_plan"),
    path(f"{_PACKS}/make/", make, name="pack_make"),
    path("packs/<sha256:sha256>/", pack_page, name="pack"),
    path("packs/<sha256:sha256>.zip", pack_file, name="pack_file"),
]
