"""What all commands of ``luban`` have in common."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter

from openluban.config.preparing import prepare

_OF_DJANGO = {
    *("version", "verbosity", "settings", "pythonpath", "traceback"),
    *("no_color", "force_color", "skip_checks"),
}


class OwnOptionsOnly(DjangoHelpFormatter):
    """Leaves out of the help what every command of Django has and nobody needs here."""

    def add_usage(self, usage: Any, actions: Iterable[argparse.Action], *rest: Any) -> None:
        """Show our own options in the first line."""
        super().add_usage(usage, _ours(actions), *rest)

    def add_arguments(self, actions: Iterable[argparse.Action]) -> None:
        """Show our own options with what they do."""
        super().add_arguments(_ours(actions))


def _ours(actions: Iterable[argparse.Action]) -> list[argparse.Action]:
    return [action for action in actions if action.dest not in _OF_DJANGO]


class LubanCommand(BaseCommand):
    """A command with a plain help; ``say`` tells a person, what is asked for goes to stdout."""

    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return a parser whose help holds our own options only."""
        kwargs["formatter_class"] = OwnOptionsOnly
        return super().create_parser(prog_name, subcommand, **kwargs)

    def say(self, line: str) -> None:
        """Tell the person at the terminal; standard output stays free for the answer."""
        self.stderr.style_func = None
        self.stderr.write(line)
        sys.stderr.flush()


class PreparedCommand(LubanCommand):
    """A command that works on an empty data folder: it is made ready first."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Make the installation ready, then do what was asked."""
        prepare(self.say)
        return super().execute(*args, **options)
