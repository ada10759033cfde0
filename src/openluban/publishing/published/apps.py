"""Django's view of this module."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.publishing.published"
    label = "published"
