"""Asking the JSON interface, as the public or as somebody with a token."""

from typing import Any

from django.test import Client

from tests.harness.cast import Cast

JSON = "application/json"


def bearer(cast: Cast, role: str) -> dict[str, str]:
    """Return the header of somebody of a role."""
    return {"authorization": f"Bearer {cast.people[role].secret}"}


def send(cast: Cast, role: str, request: str, body: Any = None, **headers: str) -> Any:
    """Send JSON as somebody: ``send(cast, "officer", "POST /blocs", {...})``."""
    method, address = request.split(" ")
    return getattr(Client(), method.lower())(
        f"/api/v1{address}",
        data=body,
        content_type=JSON,
        headers={**bearer(cast, role), **headers},
    )


def read(address: str, **headers: str) -> Any:
    """Read as the public."""
    return Client().get(f"/api/v1{address}", headers=headers)
