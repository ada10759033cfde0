"""What watches over the installation asks ``/healthz``."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_well_while_the_database_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_unwell_when_it_does_not(client: Client) -> None:
    def broken(*_asked: Any) -> Any:
        raise DatabaseError

    with connection.execute_wrapper(broken):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database\n")


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
