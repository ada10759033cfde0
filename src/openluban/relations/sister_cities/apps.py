"""Django's view of this module."""

from django.apps import AppConfig


class SisterCitiesConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.relations.sister_cities"
    label = "sister_cities"
