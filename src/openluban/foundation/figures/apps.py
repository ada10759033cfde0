"""Django's view of this part."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.figures"
    label = "figures"
