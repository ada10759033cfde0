"""What tests of the whole house may ask for."""

import os
from collections.abc import Iterator

import pytest

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
