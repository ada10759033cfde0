"""Django's view of this module."""

from importlib import import_module

from django.apps import AppConfig

_TABLES = ("persons", "places", "enrolments", "marks", "duplicates", "rosters")


class LearnersConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.learning.learners"
    label = "learners"

    def import_models(self) -> None:
        """Import every file of tables: the package itself holds none."""
        super().import_models()
        for name in _TABLES:
            import_module(f"{self.name}.models.{name}")
