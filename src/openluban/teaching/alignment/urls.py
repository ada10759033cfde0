"""Addresses of alignment."""

from django.urls import path

from openluban.teaching.alignment.views.aligning import align

urlpatterns = [path("", align, name="align")]
