"""Django's view of this module."""

from django.apps import AppConfig


class MemoryConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.memory"
    label = "memory"
