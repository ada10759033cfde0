"""Django's view of this module."""

from django.apps import AppConfig


class CountsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.network.counts"
    label = "counts"
