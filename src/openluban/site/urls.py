"""Addresses of the site's own pages."""

from django.urls import path

from openluban.site.views.home import home_view

urlpatterns = [
    path("", home_view, name="home"),
]
