"""Empties the memory between tests: what is kept under a state of the records outlives its test.

A test's records are taken back at its end, so that the next test may reach the same state by other
records. The language of the last page that was asked for outlives its test as well.
"""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _empty_memory() -> Iterator[None]:
    """Let every test begin with nothing kept, in the language of the settings."""
    from django.core.cache import cache  # noqa: PLC0415 (the settings are not there yet)
    from django.utils import translation  # noqa: PLC0415

    cache.clear()
    translation.deactivate()  # the last page of the test before may have been in another
    yield
    cache.clear()
