"""Holds every address of the installation against the table of who may do what."""

import json
import re
from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver

from openluban.config import openapi
from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.tests.make import sign_in_anew
from tests.access_table import ROWS
from tests.harness.access import ROLES, Row
from tests.harness.cast import Cast

pytestmark = pytest.mark.django_db


def _rows() -> Iterator[Row]:
    """Yield the rows, one for each register where a row stands for all."""
    for row in ROWS:
        if "{register}" in row.address:
            for register in registers():
                address = row.address.replace("{register}", register.key)
                yield Row(row.method, address, row.answers, row.body, row.form)
        else:
            yield row


def _ask(client: Client, row: Row, cast: Cast, role: str) -> HttpResponse:
    """Ask as a role and take everything back that was done."""
    address = _filled(row.address, cast.places)
    headers = {}
    if row.address.startswith("/api/") and role != "public":
        headers["authorization"] = f"Bearer {cast.people[role].secret}"
    sent: dict[str, Any] = {}
    if row.address.startswith("/api/") and row.method != "GET":
        body = "" if row.body is None else json.dumps(row.body)
        sent = {"data": body, "content_type": "application/json"}
    elif row.method != "GET":
        sent = {"data": row.form}
    cookies = copy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, row.method.lower())(address, headers=headers, **sent)
        answer.getvalue()  # what is streamed is made only now
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer  # type: ignore[no-any-return]


def _filled(address: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        address = address.replace(f"{{{name}}}", value)
    return address


def _client(cast: Cast, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "public":
        client.force_login(cast.people[role].account)
        sign_in_anew(client)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_answered_as_the_table_says(role: str, cast: Cast) -> None:
    client, place = _client(cast, role), ROLES.index(role)
    wrong = [
        f"{row}: {status}, not {row.answers[place]}"
        for row in _rows()
        if (status := _ask(client, row, cast, role).status_code) != row.answers[place]
    ]
    assert not wrong, "\n".join(wrong)


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _routes(entry, route)


def _route_of(address: str) -> str:
    path = address.partition("?")[0]
    for name in ("new", "change", "claim", "grant", "token", "unit", "memory_unit"):
        path = path.replace(f"{{{name}}}", "1")
    path = re.sub(r"\{\w+\}", "some-key", path)
    try:
        return str(resolve(path).route)
    except Resolver404:
        return f"nowhere: {path}"


def test_no_address_is_missing_from_the_table() -> None:
    reached = {_route_of(row.address) for row in _rows()}
    missing = sorted(set(_routes(get_resolver())) - reached)
    assert not missing, "add a row to tests/access_table.py for each:\n" + "\n".join(missing)


def test_every_row_leads_somewhere() -> None:
    lost = [
        str(row)
        for row in _rows()
        if _route_of(row.address).startswith("nowhere")
        and not row.address.startswith(settings.STATIC_URL)  # answered before addresses are
    ]
    assert not lost, "these rows name addresses that are gone"


def test_no_endpoint_of_the_document_is_missing_from_the_table() -> None:
    reached = {(row.method.lower(), _route_of(row.address)) for row in _rows()}
    missing = [
        f"{method.upper()} {path}"
        for path, operations in openapi.as_dict()["paths"].items()
        for method in operations
        if not any(row == method and _is_route(route, path) for row, route in reached)
    ]
    assert not missing, "add a row to tests/access_table.py for each:\n" + "\n".join(missing)


def _is_route(route: str, path: str) -> bool:
    """Test whether ``api/v1/x/<int:id>`` is what the document writes ``/api/v1/x/{id}``."""
    plain = "".join(
        f"{{{part.partition('>')[0].rpartition(':')[2]}}}{part.partition('>')[2]}"
        for part in f">{route}".split("<")
    ).removeprefix("{}")
    return f"/{plain}" == path


def test_an_address_that_takes_forms_has_a_row_that_sends_one(cast: Cast) -> None:
    """What answers a bare POST by anything but "method not allowed" may write."""
    client = Client(raise_request_exception=False)
    posted = {_route_of(row.address) for row in _rows() if row.method == "POST"}
    unposted = {
        _route_of(row.address): row
        for row in _rows()
        if row.method == "GET" and _route_of(row.address) not in posted
    }
    silent = []
    for route, row in unposted.items():
        with transaction.atomic():
            address = _filled(row.address.partition("?")[0], cast.places)
            status = client.post(address).status_code
            transaction.set_rollback(True)
        if status != 405:
            silent.append(f"POST {row.address} ({route}) answers {status}")
    assert not silent, "add a row with POST to tests/access_table.py for each:\n" + "\n".join(
        silent
    )
