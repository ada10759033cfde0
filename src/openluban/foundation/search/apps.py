"""Django's view of this part."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.search"
    label = "search"
