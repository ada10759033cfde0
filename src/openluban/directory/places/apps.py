"""Django's view of this module."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.directory.places"
    label = "places"
