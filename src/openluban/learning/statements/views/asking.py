"""Reading what a program asks of the store, also where a form carries the whole request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest

from openluban.foundation.api.asking import length_of
from openluban.learning.statements.errors import NoSuchMethod, TooLarge, Unfit
from openluban.learning.statements.formats.json_bytes import read_object
from openluban.learning.statements.rules import types
from openluban.learning.statements.rules.agents import actor

LARGEST_BODY = 20_000_000
LARGEST_FORM = 500_000
"""Of a request in a form, which is read before it is known who asks: the key may lie in it."""
_LONGEST_QUERY = 100_000
_MOST_PARAMETERS = 100
_METHODS = frozenset({"GET", "HEAD", "PUT", "POST", "DELETE"})
_AS_HEADERS = (
    *("Authorization", "X-Experience-API-Version", "Content-Type", "Content-Length", "If-Match"),
    *("If-None-Match", "Accept-Language"),
)
_IN_META = tuple(
    (
        name.lower(),
        ("" if name.startswith("Content-") else "HTTP_") + name.upper().replace("-", "_"),
    )
    for name in _AS_HEADERS
)
"""Headers in small letters, and what the server calls them."""
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``headers`` by their names in small letters, parameters each given once."""

    method: str
    resource: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    request: HttpRequest
    content: bytes | None = None

    @property
    def body(self) -> bytes:
        """The body, read when it is first asked for: then it is known who asks.

        :raises TooLarge: it is longer than is taken
        """
        if self.content is not None:
            return self.content
        return read_body(self.request)

    def check_parameters(self, known: Collection[str]) -> None:
        """Require that every parameter is known.

        :raises Unfit: one is not
        """
        for name in self.parameters:
            if name not in known:
                raise Unfit(f"parameter {name[:60]}", "is not known here")

    def needed(self, name: str) -> str:
        """Return a parameter that must be there.

        :raises Unfit: it is not
        """
        if name not in self.parameters:
            raise Unfit(f"parameter {name}", "is needed")
        return self.parameters[name]

    def iri(self, name: str) -> str:
        """Return a parameter that is an IRI.

        :raises Unfit: it is absent, or none
        """
        value = self.needed(name)
        types.iri(value, f"parameter {name}")
        return value

    def uuid(self, name: str) -> str:
        """Return a parameter that is a UUID, in small letters.

        :raises Unfit: it is absent, or none
        """
        value = self.needed(name)
        types.uuid(value, f"parameter {name}")
        return value.lower()

    def moment(self, name: str) -> int | None:
        """Return a parameter that is a timestamp in microseconds, None if it is absent.

        :raises Unfit: it is none
        """
        value = self.parameters.get(name)
        return None if value is None else types.moment(value, f"parameter {name}")

    def flag(self, name: str) -> bool:
        """Return a parameter that is true or false, False if it is absent.

        :raises Unfit: it is neither
        """
        value = self.parameters.get(name, "false")
        if value not in {"true", "false"}:
            raise Unfit(f"parameter {name}", "must be true or false")
        return value == "true"

    def agent(self, name: str) -> dict[str, Any]:
        """Return a parameter that is an agent or a group.

        :raises Unfit: it is absent, or none
        """
        path = f"parameter {name}"
        value: dict[str, Any] = read_object(self.needed(name).encode("utf-8", "replace"), path)
        actor(value, path)
        return value


def read_body(request: HttpRequest, *, most: int = LARGEST_BODY) -> bytes:
    """Return the body of a request.

    :raises TooLarge: it is longer than is taken
    """
    if length_of(request) > most:
        raise TooLarge(most=most)
    return request.read()


def asked_of(request: HttpRequest, resource: str) -> Asked:
    """Return what is asked, from the address or, with ``method`` in it, from a form (xAPI 1).

    :raises Unfit: the address or the form cannot be read
    :raises NoSuchMethod: the store knows no such method
    """
    query = request.META.get("QUERY_STRING", "")
    parameters = _pairs(query, "address")
    given = request.META
    headers = {name: given[key] for name, key in _IN_META if key in given}
    method = str(request.method)
    if method == "POST" and "method" in parameters:
        return _from_form(request, resource, parameters)
    if method not in _METHODS:
        raise NoSuchMethod(method=method[:20])
    return Asked(method, resource, parameters, headers, request)


def _from_form(request: HttpRequest, resource: str, parameters: dict[str, str]) -> Asked:
    if len(parameters) > 1:
        raise Unfit("address", "holds more than the parameter method")
    method = parameters["method"]
    if method not in _METHODS:
        raise NoSuchMethod(method=method[:20])
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _FORM:
        raise Unfit("Content-Type", f"must be {_FORM} for a request in a form")
    try:
        form = read_body(request, most=LARGEST_FORM).decode("ascii")
        given = _pairs(form, "form", longest=LARGEST_FORM)
    except UnicodeDecodeError:
        raise Unfit("form", "must be written in percent encoding") from None
    headers = {name.lower(): given.pop(name) for name in _AS_HEADERS if name in given}
    headers.setdefault("content-type", "application/json")
    content = given.pop("content", None)
    if (content is not None) is not (method in {"PUT", "POST"}):
        raise Unfit("form", "must hold the body as content, for a method that has one")
    for name in ("Authorization", "X-Experience-API-Version"):
        if (value := request.headers.get(name)) is not None:
            headers.setdefault(name.lower(), value)
    return Asked(method, resource, given, headers, request, (content or "").encode())


def _pairs(text: str, path: str, *, longest: int = _LONGEST_QUERY) -> dict[str, str]:
    if len(text) > longest:
        raise Unfit(path, "is too long")
    try:
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError:
        raise Unfit(path, "holds parameters that cannot be read") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unfit(path, "holds a parameter twice")
    if any("\0" in value for value in found.values()):
        raise Unfit(path, "holds a character that no value has")
    return found
