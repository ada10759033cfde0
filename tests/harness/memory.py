"""Empties the memory between tests: what is kept under a state of the records outlives its test.

A test's records are taken back at its end, so that the next test may reach the same state by other
records.
"""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _empty_memory() -> Iterator[None]:
    """Let every test begin with nothing kept."""
    from django.core.cache import cache  # noqa: PLC0415 (the settings are not there yet)

    cache.clear()
    yield
    cache.clear()
