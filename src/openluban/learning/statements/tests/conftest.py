"""What every test of the store needs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from openluban.learning.statements import naming
from openluban.learning.statements.tests.make import Program, make_key


@pytest.fixture(autouse=True)
def nothing_in_mind(settings: Any) -> Iterator[None]:
    """A worker remembers names that it wrote down; a test takes them back."""
    settings.LUBAN_STATEMENT_RATE = 1_000_000
    cache.clear()
    naming.forget()
    yield
    naming.forget()


@pytest.fixture
def program(db: None) -> Program:
    """A program with a key that may everything."""
    return Program(make_key())
