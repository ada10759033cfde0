"""Addresses about standards beside those of their register, below /standards/."""

from django.urls import path

from openluban.teaching.standards.views.changing import changes_page

urlpatterns = [path("<str:key>/changes/", changes_page, name="standard_changes")]
