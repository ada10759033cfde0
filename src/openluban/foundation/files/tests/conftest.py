"""Stores for the tests: a folder, a bucket."""

from pathlib import Path
from typing import Any

import pytest

from openluban.foundation.files.address import read_address
from openluban.foundation.files.stores import Store, the_store
from tests.conftest import s3_server, storage_url

__all__ = ["s3_server", "storage_url"]


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Store:
    """Give the store of an installation, which is a folder in one half of the tests."""
    settings.MEDIA_ROOT = tmp_path / "files"
    if request.param == "s3":
        settings.LUBAN_STORAGE = read_address(request.getfixturevalue("storage_url"))
    return the_store()
