"""The ``luban`` command."""

import os
import sys


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openluban.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["luban", *sys.argv[1:]])


if __name__ == "__main__":
    main()
