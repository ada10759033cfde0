"""Django's view of this module."""

from django.apps import AppConfig


class CorridorConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.gateway.corridor"
    label = "corridor"
