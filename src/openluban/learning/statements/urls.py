"""Addresses of the learning record store, and of the pages of whoever keeps it."""

from django.urls import path, register_converter

from openluban.learning.statements.views.counting import uses_counted_page
from openluban.learning.statements.views.door import xapi
from openluban.learning.statements.views.persons import person_page
from openluban.learning.statements.views.sources import sent_page, source_page, sources_page
from openluban.learning.statements.views.using import use_page, uses_page


class _DigestConverter:
    """The digest of an activity, in hexadecimal."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_DigestConverter, "digest")

urlpatterns = [
    path("xAPI/<path:resource>", xapi, name="xapi"),
    path("statements/", sources_page, name="statement_sources"),
    path("statements/sources/<slug:key>/", source_page, name="statement_source"),
    path("statements/sources/<slug:key>/sent/", sent_page, name="statements_sent"),
    path("statements/person/", person_page, name="statement_person"),
    path("statements/uses/", uses_page, name="statement_uses"),
    path("statements/uses/counted/", uses_counted_page, name="uses_counted"),
    path("statements/uses/<digest:value>/", use_page, name="statement_use"),
]
