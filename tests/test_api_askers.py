"""Who asks the JSON interface: cookies, tokens, and how often."""

from typing import Any

import pytest
from django.test import Client

from tests.harness.asking import JSON, read, send
from tests.harness.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_cookie_writes_only_with_its_csrf_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["officer"].account)
    body = {"name": {"en": "New"}, "kind": "region"}
    refused = client.post("/api/v1/blocs", data=body, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "api.forged_request")
    client.get("/accounts/logout/")
    token = client.cookies["csrftoken"].value
    answer = client.post(
        "/api/v1/blocs", data=body, content_type=JSON, headers={"x-csrftoken": token}
    )
    assert answer.status_code == 201


def test_a_token_that_is_not_valid_opens_nothing_not_even_what_is_public(cast: Cast) -> None:
    for header in ("Bearer luban_nonsense", "Bearer", "Basic b2ZmaWNlcjpwYXNz"):
        answer = read("/workshops", authorization=header)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_for_reading_writes_nothing(cast: Cast) -> None:
    cast.people["officer"].account.tokens.update(only_reads=True)
    answer = send(cast, "officer", "POST /blocs", {"name": {"en": "New"}, "kind": "region"})
    assert (answer.status_code, answer.json()["code"]) == (403, "api.token_only_reads")
    assert send(cast, "officer", "GET /workshops/internal-one").status_code == 200


def test_nobody_is_answered_without_end(cast: Cast, settings: Any) -> None:
    settings.LUBAN_API_RATE = 5
    statuses = [read("/figures/workshops").status_code for _ in range(30)]
    assert 429 in statuses
    assert statuses[0] == 200
    refused = next(
        answer
        for answer in (read("/figures/workshops") for _ in range(30))
        if answer.status_code == 429
    )
    assert refused["Retry-After"] == "1"
    assert refused.json()["code"] == "api.too_many_requests"


def test_a_forwarded_address_is_not_believed_unless_a_proxy_of_ours_adds_it(
    cast: Cast, settings: Any
) -> None:
    settings.LUBAN_API_RATE = 5
    statuses = [
        read("/figures/workshops", **{"x-forwarded-for": f"10.0.0.{number}"}).status_code
        for number in range(30)
    ]
    assert 429 in statuses
