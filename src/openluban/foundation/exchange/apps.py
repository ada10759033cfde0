"""Django's view of this part."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers the part with Django."""

    name = "openluban.foundation.exchange"
    label = "exchange"
