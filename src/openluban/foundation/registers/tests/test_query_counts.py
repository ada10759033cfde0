"""A page of any register asks the database equally often, whatever the number of its rows."""

import json
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.tests.make import fill, the

BASELINES = Path(__file__).with_name("query_counts.json")
KEYS = [register.key for register in registers()]
MANY = 60
MOST_OF_A_LIST = 12

pytestmark = pytest.mark.django_db


def _asked(client: Client, url: str) -> int:
    client.get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(queries)


def _hold(name: str, asked: int) -> None:
    """Compare with the stored count; UPDATE_QUERY_COUNTS=1 stores a new one."""
    stored = json.loads(BASELINES.read_text()) if BASELINES.exists() else {}
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1":
        stored[name] = asked
        BASELINES.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n")
    assert stored.get(name) == asked, f"{name}: run with UPDATE_QUERY_COUNTS=1 if that is meant"


@pytest.mark.parametrize("key", KEYS)
def test_a_list_asks_no_more_for_many_rows_than_for_one(client: Client, key: str) -> None:
    url = the(key).url()
    fill(key, 1)
    one = _asked(client, url)
    the(key).model.objects.all().delete()
    fill(key, MANY)
    assert _asked(client, url) <= one <= MOST_OF_A_LIST
    _hold(f"{key} list", one)


@pytest.mark.parametrize("key", KEYS)
def test_a_record_page_asks_equally_often_in_a_long_register(client: Client, key: str) -> None:
    url = the(key).url(f"{key}-0")
    fill(key, 1)
    one = _asked(client, url)
    the(key).model.objects.all().delete()
    fill(key, MANY)
    assert _asked(client, url) == one
    _hold(f"{key} record", one)
