"""What tests of standards may ask for."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Forget what was kept: a number of the history is given twice where a test takes back."""
    cache.clear()
