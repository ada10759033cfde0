"""Django's view of this module."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.directory.institutions"
    label = "institutions"
