"""``luban load``: tables up to date, an empty installation filled."""

from typing import Any

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.foundation.registers.declaring import registers


class Command(PreparedCommand):
    """Does nothing but what every command does first, and says what there is."""

    help = ABOUT["load"]

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many records each register has."""
        width = max(len(register.key) for register in registers())
        for register in registers():
            self.stdout.write(f"{register.key:<{width}}  {register.model.objects.count():>8}")
