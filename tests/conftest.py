"""What tests of the whole house may ask for."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.harness.postgres import NoPostgres, running_postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Run a PostgreSQL of one's own, whatever the suite runs on; its ``DATABASE_URL``."""
    try:
        with running_postgres() as url:
            yield url
    except NoPostgres as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Run an S3 server of one's own; its address."""
    from tests.harness.s3 import running_s3  # noqa: PLC0415 - boto3 is slow to come

    with running_s3() as address:
        yield address


@pytest.fixture
def storage_url(s3_server: str) -> str:
    """Make an empty bucket; the ``STORAGE_URL`` that leads into it."""
    from tests.harness.s3 import new_bucket  # noqa: PLC0415 - likewise

    return new_bucket(s3_server)


if TYPE_CHECKING:
    from tests.harness.cast import Cast


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> "Iterator[Cast]":
    """Make the public register and people of every role once for a file of tests."""
    from tests.harness.cast import make_cast  # noqa: PLC0415 - needs the apps

    everything = transaction.atomic()
    everything._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), everything:
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture
def cast(world: "Cast", db: None, settings: Any) -> "Cast":
    """Everybody and everything of ``tests/harness/cast.py``, as it was before the last test."""
    settings.LUBAN_API_RATE = settings.LUBAN_FILE_RATE = 1_000_000
    cache.clear()  # a number of the history is given twice where a test takes back what it did
    return world
