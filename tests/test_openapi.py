"""The OpenAPI document is sound, and whatever it allows to be sent is answered, never a fault."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from openluban.config import openapi
from openluban.config.wsgi import application
from openluban.foundation.figures.declaring import figures
from openluban.foundation.registers.declaring import find_register
from tests.harness.cast import Cast

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
DEEPLY = ("workshops", "counts", "programmes", "figures", "proposals", "claims")
"""Registers are served by the same code; these have every kind of field between them."""
MANY, FEW = 10, 2
REAL: dict[str, Any] = {
    "version": 1,
    "key": "quite-new",
    "name": {"en": "Quite new"},
    "aliases": [],
    "bloc": "sco",
    "city": None,
    "country": "kz",
    "institution": "tute",
    "isced_f": None,
    "latitude": "51.1",
    "longitude": None,
    "measure": "equipment",
    "province": None,
    "subject": "workshops/tj-ttu",
    "value": "300",
    "workshop": "tj-ttu",
}
"""What half of the bodies say instead of the nonsense that was drawn, to get past first checks."""


def test_the_document_is_openapi_3_1() -> None:
    document = openapi.as_dict()
    OPENAPI_31_VALIDATOR.validate(document)
    assert document["openapi"].startswith("3.1.")
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": _DIALECT, **schema})


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_of_the_document_leads_to_a_schema() -> None:
    document = openapi.as_dict()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    used = set(re.findall(r'"\$ref":"([^"]+)"', openapi.document().decode()))
    assert used <= known


def test_every_operation_has_a_name_of_its_own_and_says_what_it_is_for() -> None:
    told = [operation for _path, _method, operation in _operations()]
    names = [operation["operationId"] for operation in told]
    assert len(names) == len(set(names))
    assert all(operation["description"].strip() for operation in told)
    assert all(operation["tags"] for operation in told)


def test_every_operation_that_writes_asks_for_a_token_or_a_session() -> None:
    for path, method, operation in _operations():
        assert ({} in operation["security"]) == (method == "get"), f"{method} {path}"


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in openapi.as_dict()["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


@pytest.mark.django_db
def test_the_document_is_served_and_need_not_be_sent_twice(client: Client) -> None:
    first = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"if-none-match": first["ETag"]})
    assert first.json() == openapi.as_dict()
    assert (again.status_code, again.content) == (304, b"")


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Let requests be answered inside a test's transaction, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("role", ["public", "contributor", "officer"])
def test_nothing_that_the_document_allows_is_a_fault(role: str, cast: Cast) -> None:
    """Some of everything is sent, always the same; about real records as often as about none."""
    schema = schemathesis.openapi.from_dict(openapi.as_dict())
    schema.app = application
    headers = {"Host": "localhost", "Accept-Encoding": "identity"}
    if role != "public":
        headers["Authorization"] = f"Bearer {cast.people[role].secret}"
    for result in schema.get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]
        if role == "public" and operation.method.upper() != "GET":
            continue
        examples = _examples(operation.path, operation.definition.raw["tags"][0])
        if examples:
            _send_some(operation, headers, cast, examples)


def _examples(path: str, tag: str) -> int:
    """Return how often to ask: what differs from register to register is its fields."""
    if tag in DEEPLY or find_register(tag) is None:
        return MANY
    same_for_all = path.endswith(("/import", "/close", "/retire", "/audience", "/history"))
    return 0 if same_for_all else FEW


def _send_some(operation: Any, headers: dict[str, str], cast: Cast, examples: int) -> None:
    real = _real_places(operation.path, cast)

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), place=st.sampled_from(real), sound=st.booleans())
    def send(case: Case[Any], place: dict[str, Any], sound: bool) -> None:  # noqa: FBT001
        case.path_parameters.update(place)
        if sound and isinstance(case.body, dict):
            case.body.update({name: REAL[name] for name in case.body.keys() & REAL.keys()})
        case.headers.update(headers)
        with transaction.atomic():
            response = case.call()
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    send()


def _real_places(path: str, cast: Cast) -> list[dict[str, Any]]:
    """Return values for the path's parameters that lead to something, and none."""
    if "{key}" in path and "/figures/" in path:
        return [{}, *({"key": figure.key} for figure in figures())]
    if "{key}" in path and "/workshops/" in path:
        return [{}, *({"key": cast.places[name]} for name in ("shown", "proposed", "internal"))]
    if "{proposal_id}" in path:
        return [{}, *({"proposal_id": int(cast.places[name])} for name in ("new", "change"))]
    if "{claim_id}" in path:
        return [{}, {"claim_id": int(cast.places["claim"])}]
    return [{}]
