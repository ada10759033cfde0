"""Django's view of this module."""

from importlib import import_module

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Registers the module with Django."""

    name = "openluban.learning.attendance"
    label = "attendance"

    def import_models(self) -> None:
        """Import every file of tables: the package itself holds none."""
        super().import_models()
        for name in ("sessions", "marks"):
            import_module(f"{self.name}.models.{name}")
