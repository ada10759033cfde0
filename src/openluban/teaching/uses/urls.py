"""Addresses beneath a resource: saying that one teaches with it."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.uses.views.teaching import teach_page

register_converter(RecordKeyConverter, "taught_key")

_RESOURCE = "library/<taught_key:key>"

urlpatterns = [
    path(f"{_RESOURCE}/teach/", teach_page, name="teach_with"),
]
