"""Django's view of this module."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.network.workshops"
    label = "workshops"
