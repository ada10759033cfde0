"""``luban check``: is this fit for use by others?"""

from typing import Any

from django.urls import get_resolver

from openluban.config import checks  # noqa: F401 - registers ours
from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.kernel.lasting import lasting


class Command(PreparedCommand):
    """Runs Django's checks for installations, and ours; errors end with status 1."""

    help = ABOUT["check"]

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look at everything."""
        with lasting():
            get_resolver().url_patterns  # noqa: B018 - reading it imports every view
        self.check(include_deployment_checks=True, display_num_errors=True)
