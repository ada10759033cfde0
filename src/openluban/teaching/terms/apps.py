"""Django's view of this module."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.terms"
    label = "terms"
