"""Django's view of this part."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.registers"
    label = "registers"
