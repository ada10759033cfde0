"""Django's view of this module."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.teaching.library"
    label = "library"
