"""The address of the provider."""

from django.urls import path

from openluban.teaching.harvest.views.provider import provider

urlpatterns = [path("oai", provider, name="oai")]
