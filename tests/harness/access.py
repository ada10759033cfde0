"""A row of the table of who may do what."""

from dataclasses import dataclass, field
from typing import Any

ROLES = ("public", "contributor", "stranger", "officer", "administrator")


@dataclass(frozen=True)
class Row:
    """One request and its answers; ``body`` is sent as JSON, ``form`` as a form."""

    method: str
    address: str
    answers: tuple[int, ...]
    body: Any = None
    form: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def row(request: str, answers: str, body: Any = None, **form: Any) -> Row:
    """Make a row of ``"GET /address/"`` and the statuses of the roles; one stands for all."""
    method, address = request.split(" ")
    statuses = tuple(int(status) for status in answers.split())
    if len(statuses) == 1:
        statuses *= len(ROLES)
    assert len(statuses) == len(ROLES), request
    if body is not None and not address.startswith("/api/"):
        form, body = {**form, "body": body}, None  # a field that happens to be called so
    return Row(method, address, statuses, body, form)
