"""Django's view of this module."""

from django.apps import AppConfig


class BilingualConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.bilingual"
    label = "bilingual"
