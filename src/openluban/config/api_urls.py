"""Addresses below /api/."""

from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

from openluban.config.api import api, nothing_here
from openluban.config.openapi import openapi_json

app_name = "api"
_OWN: list[URLPattern | URLResolver] = [each for each in api.urls[0] if each.name != "api-root"]  # type: ignore[union-attr]
urlpatterns = [
    path("openapi.json", openapi_json, name="openapi"),
    *_OWN,
    path("<path:rest>", csrf_exempt(nothing_here), name="nothing_here"),
]
