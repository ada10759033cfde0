"""``luban verify``: what can be said of a credential, without asking anybody."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file
from openluban.config.management.commands.trust import age
from openluban.config.management.prepared import LubanCommand
from openluban.config.preparing import prepare
from openluban.learning.credentials.queries.at_hand import trust_at_hand
from openluban.learning.credentials.verification.bundle import read_bundle
from openluban.learning.credentials.verification.report import Outcome, Report, Verdict
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify

_MARKS = {Outcome.GOOD: "good", Outcome.BAD: "BAD", Outcome.UNKNOWN: "open", Outcome.NOTE: "note"}
_VERDICTS = {
    Verdict.VALID: "valid",
    Verdict.NOT_VALID: "NOT VALID",
    Verdict.NOT_KNOWN: "not known: not everything could be checked",
}
ENDS = {Verdict.VALID: 0, Verdict.NOT_VALID: 1, Verdict.NOT_KNOWN: 3}


class Command(LubanCommand):
    """One file, one answer; the database is asked only where no bundle is given."""

    help = ABOUT["verify"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and what it is held against."""
        parser.add_argument("file", type=Path, help="JSON, JWT, baked PNG or SVG, or PDF")
        parser.add_argument("--bundle", type=Path, help="a trust bundle; else our own register")
        parser.add_argument("--signed-by", default="", help="the key that must have signed it")
        parser.add_argument("--at", type=day, help="judge as at the end of this day: 2026-11-30")
        parser.add_argument(
            "--recipient",
            type=identity,
            metavar="KIND=VALUE",
            help="also whether it is theirs: emailAddress=a@b.example",
        )
        parser.add_argument("--json", action="store_true", help="a report for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say it, and end with 0 (valid), 1 (not valid) or 3 (not known).

        :raises Unfit: the bundle is none, was changed, or is by another key
        """
        at = options["at"] or timezone.now()
        trust = self._trust(options, at)
        data = read_file(options["file"])
        report = verify(data, at=at, trust=trust, recipient=options["recipient"])
        if options["json"]:
            print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            _tell(report)
        sys.exit(ENDS[report.verdict])

    def _trust(self, options: dict[str, Any], at: datetime) -> Trust:
        if options["bundle"]:
            bundle = read_bundle(read_file(options["bundle"]), signed_by=options["signed_by"])
            self.say(
                f"Bundle of {bundle.network}: {bundle.made_at:%Y-%m-%d}, {age(bundle.made_at, at)},"
                f" signed by {bundle.signed_by}."
            )
            return bundle.trust
        prepare(self.say)
        return trust_at_hand(at)


def _tell(report: Report, indent: str = "") -> None:
    print(f"{indent}{_VERDICTS[report.verdict]}")
    told = report.told
    for name, value in (
        ("says", told.name or told.achievement),
        ("issuer", told.issuer or told.issuer_id),
        ("of", told.recipient or told.recipient_id),
    ):
        if value:
            print(f"{indent}  {name:<10} {value}")
    for each in report.checks:
        print(f"{indent}  {_MARKS[each.outcome]:<5} {each.name.value:<10} {each.sentence}")
    for part in report.parts:
        _tell(part, indent + "  ")


def day(text: str) -> datetime:
    """Return the last moment of a day."""
    try:
        return datetime.combine(datetime.fromisoformat(text), time.max, tzinfo=UTC)
    except ValueError:
        message = f"“{text}” is no day such as 2026-11-30"
        raise ArgumentTypeError(message) from None


def identity(text: str) -> tuple[str, str]:
    """Return a kind of identity and its value."""
    kind, given, value = text.partition("=")
    if not given:
        message = f"“{text}” is not KIND=VALUE"
        raise ArgumentTypeError(message)
    return kind, value
