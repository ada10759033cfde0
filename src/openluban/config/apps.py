"""Django's view of the installation as a whole: loads what the modules declare."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from openluban.kernel.lasting import lasting

DECLARATIONS = ("roles", "register", "registers", "figures", "panels", "search")
"""Rooms of a module that declare something for the foundation when they are imported."""
OURS_ALONE = ("openluban.foundation", "openluban.config")
"""Where nothing is declared for the foundation."""


class ConfigConfig(AppConfig):
    """Imports every module's declarations once all models are there."""

    name = "openluban.config"
    label = "config"

    def ready(self) -> None:
        """Load the declarations, lowest module first, so that order is that of the house."""
        mine = [app.name for app in apps.get_app_configs() if app.name.startswith("openluban.")]
        declaring = [name for name in reversed(mine) if not name.startswith(OURS_ALONE)]
        with lasting():
            for name in declaring:
                for room in DECLARATIONS:
                    if find_spec(f"{name}.{room}") is not None:
                        import_module(f"{name}.{room}")
