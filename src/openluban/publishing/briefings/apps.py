"""Django's view of this module."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.publishing.briefings"
    label = "briefings"
