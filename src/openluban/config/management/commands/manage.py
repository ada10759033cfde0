"""``luban manage``: Django's own commands."""

import argparse
from typing import Any

from django.core.management import execute_from_command_line
from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import LubanCommand


class Command(LubanCommand):
    """Hands on what follows it."""

    help = ABOUT["manage"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whatever comes."""
        parser.add_argument("command", nargs=argparse.REMAINDER, help="and what belongs to it")

    def run_from_argv(self, argv: list[str]) -> None:
        """Hand everything on as it is, options too."""
        execute_from_command_line([argv[0], *argv[2:]])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Hand on what another program asks for."""
        execute_from_command_line(["luban", *options["command"]])
