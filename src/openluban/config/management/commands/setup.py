"""``luban setup``: a real installation."""

import getpass
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.config.use_cases.set_up import may_be_set_up, set_up
from openluban.kernel.refusals import Refusal


class AnswerMissing(Refusal):
    """Nobody is there to be asked, and the answer was not given."""

    code = "setup.answer_missing"
    sentence = "Say it with %(option)s: nobody can be asked here."


class PasswordsDiffer(Refusal):
    """The password was not typed the same twice."""

    code = "setup.passwords_differ"
    sentence = "The two passwords differ. Try again."


class PasswordUnread(Refusal):
    """The file with the password cannot be read."""

    code = "setup.password_unread"
    sentence = "The password file %(name)s cannot be read: %(why)s."


class Command(PreparedCommand):
    """Asks for what is not given."""

    help = ABOUT["setup"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what can be given beforehand."""
        parser.add_argument("--email", help="the first administrator's address")
        parser.add_argument("--name", help="and name")
        parser.add_argument(
            "--password-file", help="a file whose first line is the password (- is standard input)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the first administrator."""
        may_be_set_up()
        email = options["email"] or _asked("E-mail address of the first administrator", "--email")
        name = options["name"] or _asked("Name", "--name")
        given = options["password_file"]
        password = _password_in(given) if given else _password_typed()
        account = set_up(email=email, name=name, password=password, at=timezone.now())
        self.stdout.write(f"{account.name} ({account.email}) can sign in. Next: luban serve")


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise AnswerMissing(option=option)
    return input(f"{question}: ")


def _password_in(place: str) -> str:
    try:
        text = sys.stdin.readline() if place == "-" else Path(place).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or "it is no text"
        raise PasswordUnread(name=place, why=why) from fault
    return text.split("\n")[0].rstrip("\r")


def _password_typed() -> str:
    if not sys.stdin.isatty():
        raise AnswerMissing(option="--password-file")
    first = getpass.getpass("Password (12 characters at least): ")
    if getpass.getpass("The same again: ") != first:
        raise PasswordsDiffer
    return first
