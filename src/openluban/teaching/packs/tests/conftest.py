"""A bucket for the tests that keep packs in one."""

from tests.conftest import s3_server, storage_url

__all__ = ["s3_server", "storage_url"]
