"""What tests of harvesting share."""

import pytest

from openluban.teaching.harvest.queries import listing


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let a page hold two items."""
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    return 2
