"""Django's view of this module."""

from django.apps import AppConfig


class HallsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.gateway.halls"
    label = "halls"
