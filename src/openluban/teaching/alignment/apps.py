"""Django's view of this module."""

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.alignment"
    label = "alignment"
