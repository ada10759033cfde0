"""The addresses of the provider, of single descriptions, and of what is harvested."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.harvest.views.describing import resource_jsonld, unit_jsonld
from openluban.teaching.harvest.views.provider import provider
from openluban.teaching.harvest.views.sources import sources_page

register_converter(RecordKeyConverter, "described_key")

urlpatterns = [
    path("oai", provider, name="oai"),
    path("harvest/", sources_page, name="harvest_sources"),
    path("library/<described_key:key>/resource.jsonld", resource_jsonld, name="resource_jsonld"),
    path("units/<described_key:key>/unit.jsonld", unit_jsonld, name="unit_jsonld"),
]
