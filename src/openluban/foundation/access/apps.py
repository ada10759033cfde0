"""Django's view of this part."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.access"
    label = "access"
