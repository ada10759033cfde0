"""``luban trust``: what others need to check our credentials without a link, and we theirs."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.foundation.exchange.signing import private_key, this_site
from openluban.learning.credentials.formats.keys import multikey
from openluban.learning.credentials.queries.at_hand import trust_folder
from openluban.learning.credentials.queries.trusting import trust_of_this_site
from openluban.learning.credentials.verification.bundle import Bundle, read_bundle, write_bundle
from openluban.learning.credentials.verification.kept import take_bundle


class Command(PreparedCommand):
    """Four deeds under one name."""

    help = ABOUT["trust"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and what it needs."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        deeds.add_parser("key", help="print the public key with which bundles are signed here")
        make = deeds.add_parser("make", help="write a bundle: issuers, keys, status lists")
        make.add_argument("file", type=Path, help="the file to be made")
        make.add_argument("--plain", action="store_true", help="as JSON, not packed")
        make.add_argument("--network", default="", help="whose bundle it is, in words")
        make.add_argument(
            "--synthetic", action="store_true", help="issuers of the demonstration, too"
        )
        _one_bundle(deeds.add_parser("show", help="say what a bundle holds, and how old it is"))
        take = deeds.add_parser("take", help="keep a bundle of others, for our verification page")
        _one_bundle(take, must_name=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the deed.

        :raises Unfit: the bundle is none, was changed, or is by another key
        """
        deeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "key": self._key,
            "make": self._make,
            "show": self._show,
            "take": self._take,
        }
        deeds[options["deed"]](options)

    def _key(self, _options: dict[str, Any]) -> None:
        print(multikey(private_key().public_key()))

    def _make(self, options: dict[str, Any]) -> None:
        at = timezone.now()
        trust = trust_of_this_site(at, with_synthetic=options["synthetic"])
        network = options["network"] or str(this_site().name)
        data = write_bundle(
            trust, network=network, key=private_key(), at=at, packed=not options["plain"]
        )
        with written_file(options["file"]) as file:
            file.write(data)
        self._tell(read_bundle(data), len(data), at)

    def _show(self, options: dict[str, Any]) -> None:
        data = read_file(options["file"])
        bundle = read_bundle(data, signed_by=options["signed_by"])
        self._tell(bundle, len(data), timezone.now())

    def _take(self, options: dict[str, Any]) -> None:
        data = read_file(options["file"])
        bundle = take_bundle(trust_folder(), data, signed_by=options["signed_by"])
        self._tell(bundle, len(data), timezone.now())

    def _tell(self, bundle: Bundle, size: int, at: datetime) -> None:
        trust = bundle.trust
        keys = sum(len(issuer.keys) for issuer in trust.issuers.values())
        print(f"network    {bundle.network}")
        print(f"made       {bundle.made_at:%Y-%m-%d %H:%M} UTC, {age(bundle.made_at, at)}")
        print(f"signed by  {bundle.signed_by}")
        print(f"issuers    {len(trust.issuers):,} with {keys:,} keys")
        print(f"lists      {len(trust.lists):,}")
        print(f"size       {size:,} bytes")


def _one_bundle(parser: argparse.ArgumentParser, *, must_name: bool = False) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--signed-by", default="", required=must_name, help="the key that must have signed it"
    )


def age(made_at: datetime, at: datetime) -> str:
    """Return how old a bundle is, in words."""
    days = (at - made_at).days
    if days < 0:
        return "later than the day that is asked about"
    return {0: "today", 1: "1 day old"}.get(days, f"{days:,} days old")
