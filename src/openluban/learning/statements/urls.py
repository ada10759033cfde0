"""Addresses of the learning record store."""

from django.urls import path

from openluban.learning.statements.views.door import xapi

urlpatterns = [
    path("xAPI/<path:resource>", xapi, name="xapi"),
]
