"""Django's view of this part."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.history"
    label = "history"
