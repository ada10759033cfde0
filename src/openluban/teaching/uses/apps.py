"""Django's view of this module."""

from django.apps import AppConfig


class UsesConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.uses"
    label = "uses"
