"""Django's view of this module."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.harvest"
    label = "harvest"
