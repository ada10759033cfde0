"""Makers of administrators and browsers for tests of the site."""

from datetime import UTC, datetime

from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import make_account
from openluban.kernel.actor import Actor

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def make_administrator(name: str = "Ada") -> Actor:
    """Make an administrator."""
    return actor_for(make_account(name, "administrator"))
