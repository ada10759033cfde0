"""Makers of sources, keys, statements and requests for tests."""

import hashlib
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import orjson
from django.http import HttpResponse
from django.test import Client

from openluban.kernel.actor import SYSTEM
from openluban.learning.statements import naming
from openluban.learning.statements.formats.multipart import Enclosed
from openluban.learning.statements.models import Document, Source
from openluban.learning.statements.rules.scopes import ALL
from openluban.learning.statements.use_cases.keep_sources import add_source, issue_key

AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
SITE = "https://luban.example"
DONE = "http://adlnet.gov/expapi/verbs/completed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
UNIT = f"{SITE}/units/pump"


def make_source(key: str = "tablet", *, version: str = "2.0.0") -> Source:
    """Make a source."""
    return add_source(key=key, name=key, site=SITE, version=version, actor=SYSTEM, at=AT)


def make_key(source: Source | None = None, *scopes: str) -> str:
    """Make a key that may everything, or has these scopes; return its Authorization header."""
    source = source or make_source()
    key, secret = issue_key(source_key=source.key, scopes=scopes or (ALL,), actor=SYSTEM, at=AT)
    return "Basic " + b64encode(f"{key.login}:{secret}".encode()).decode()


def make_agent(name: str = "p1") -> dict[str, Any]:
    """Make an agent: a person of this site by their pseudonym."""
    return {"objectType": "Agent", "account": {"homePage": f"{SITE}/", "name": name}}


def make_statement(name: str = "p1", **changes: Any) -> dict[str, Any]:
    """Make a statement; a change to None takes a member away."""
    made = {
        "id": str(uuid4()),
        "actor": make_agent(name),
        "verb": {"id": DONE, "display": {"en": "completed"}},
        "object": {"objectType": "Activity", "id": UNIT},
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def reference_to(uuid: str, verb: str = DONE, **changes: Any) -> dict[str, Any]:
    """Make a statement about another one."""
    about = {"objectType": "StatementRef", "id": uuid}
    return make_statement("teacher", verb={"id": verb}, object=about, **changes)


def enclosed_of(content: bytes, kind: str = "text/plain") -> tuple[Enclosed, dict[str, Any]]:
    """Make an attachment, and how a statement names it."""
    sha2 = hashlib.sha256(content).hexdigest()
    named = {
        "usageType": "http://example.com/usage",
        "display": {"en": "A file"},
        "contentType": kind,
        "length": len(content),
        "sha2": sha2,
    }
    return Enclosed(sha2, kind, content), named


def make_documents(name: str, number: int) -> None:
    """Make so many documents about the same as the one of this name."""
    like = Document.objects.get(name=name)
    for place in range(number):
        like.place, like.name = place.to_bytes(16, "big"), f"{name} {place}"
        like.save(force_insert=True)


def forget_names() -> None:
    """Let this worker forget what it wrote down, as a test takes that back."""
    naming.forget()


class Program:
    """A program that sends statements with a key."""

    def __init__(self, key: str, *, version: str = "2.0.0") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": key, "x-experience-api-version": version}

    def ask(
        self,
        method: str,
        resource: str,
        body: Any = b"",
        *,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        **parameters: Any,
    ) -> HttpResponse:
        """Send a request; what is no bytes goes as JSON, parameters likewise."""
        data = body if isinstance(body, bytes) else orjson.dumps(body)
        asked = {
            name: value if isinstance(value, str) else orjson.dumps(value).decode()
            for name, value in parameters.items()
        }
        return self.client.generic(  # type: ignore[return-value]
            method,
            f"/xAPI/{resource}",
            data,
            content_type=kind,
            headers=self.headers | (headers or {}),
            query_params=asked,
        )

    def post(self, *statements: Any) -> list[str]:
        """Store statements, which must succeed; return their ids."""
        answer = self.ask("POST", "statements", list(statements))
        assert answer.status_code == 200, answer.content
        ids: list[str] = orjson.loads(answer.content)
        return ids

    def find(self, **parameters: Any) -> list[dict[str, Any]]:
        """Return the statements that a question finds."""
        answer = self.ask("GET", "statements", **parameters)
        assert answer.status_code == 200, answer.content
        found: list[dict[str, Any]] = orjson.loads(answer.content)["statements"]
        return found
