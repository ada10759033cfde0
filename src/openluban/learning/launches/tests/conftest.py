"""What the tests of this module have in common."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from openluban.learning.launches.tests.make import ORIGIN
from openluban.learning.statements.tests.make import forget_names


@pytest.fixture
def offered(settings: Any) -> None:
    """Set an origin of their own for courses."""
    settings.LUBAN_CONTENT_ORIGIN = ORIGIN
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "content.localhost"]


@pytest.fixture(autouse=True)
def nothing_in_mind() -> Iterator[None]:
    """A worker remembers names and packages; a test takes them back."""
    cache.clear()
    forget_names()
    yield
    forget_names()
