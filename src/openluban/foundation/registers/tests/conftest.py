"""People that several tests need."""

import pytest
from django.core.cache import cache

from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import Actor


@pytest.fixture(autouse=True)
def _no_kept_pages() -> None:
    """Forget pages of other tests, whose records were taken back together with their marks."""
    cache.clear()


@pytest.fixture
def officer(db: None) -> Actor:
    """Return a network officer."""
    return make_officer()


@pytest.fixture
def contributor(db: None) -> Actor:
    """Return a contributor of one institution."""
    return make_contributor()


@pytest.fixture
def stranger(db: None) -> Actor:
    """Return a contributor of another institution."""
    return make_contributor("Sam", "ttu")
