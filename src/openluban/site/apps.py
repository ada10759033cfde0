"""Django's view of this module."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.site"
    label = "site"
