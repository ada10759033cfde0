"""Django's view of this module."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.learning.statements"
    label = "statements"
