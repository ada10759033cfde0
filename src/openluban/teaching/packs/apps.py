"""Django's view of this module."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.packs"
    label = "packs"
