"""The real public register, loaded once for each file of tests and taken back after it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from openluban.publishing.published.files import published_figures
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.tests.make import unmapped
from openluban.publishing.published.verdicts import Result, Stated

LOADED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the public register inside a transaction that the tests of one file share."""
    with django_db_blocker.unblock(), transaction.atomic():
        # By name: loading stands above this module, and only a test may reach up to it.
        import_module("openluban.config.loading").load_public_register(at=LOADED_AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def results(loaded: None, django_db_blocker: Any) -> dict[str, dict[str, Result]]:
    """Return the register's rows reconciled: ``mapped`` as people did, and ``unmapped``."""
    with django_db_blocker.unblock():
        rows = published_figures()
        return {"mapped": _by_id(rows), "unmapped": _by_id(unmapped(rows))}


def _by_id(rows: Sequence[Stated]) -> dict[str, Result]:
    return {result.stated.id: result for result in Reconciler(rows).reconcile()}


@pytest.fixture
def register(loaded: None, db: None) -> Iterator[None]:
    """Give the public register to one test, which may change it; nothing made of it is kept."""
    cache.clear()
    yield
    cache.clear()
