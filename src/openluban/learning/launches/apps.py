"""Django's view of this module."""

from django.apps import AppConfig


class LaunchesConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.learning.launches"
    label = "launches"
