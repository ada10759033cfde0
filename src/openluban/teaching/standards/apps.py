"""Django's view of this module."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.standards"
    label = "standards"
