"""Django's view of this module."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.relations.trade"
    label = "trade"
