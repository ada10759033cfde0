"""Django's view of this module."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.programmes"
    label = "programmes"
