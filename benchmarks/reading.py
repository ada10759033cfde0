"""Pages of a register, asked for as a browser asks: the whole way from address to bytes."""

import time
from collections.abc import Callable
from functools import cache
from itertools import cycle
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.test import Client

from benchmarks import synthetic
from benchmarks.filling import TEMPLATES
from openluban.foundation.access.models import Account, Grant
from openluban.network.workshops.models import Workshop

_PLACES = (0.11, 0.37, 0.52, 0.68, 0.93)
"""Shares of a register at which its middle is looked at."""
_OFFICER = "officer@example.org"
_SIGNED_IN = "as an officer"


@cache
def _addresses() -> dict[str, tuple[str, ...]]:
    """Return what is asked for: a name, and addresses that take turns."""
    numbers = _numbers()
    keys = [synthetic.key_of(number) for number in numbers]
    lists = {
        "list": ("/workshops/",),
        "list, deep inside": tuple(f"/workshops/?after={_cursor(key)}" for key in keys),
        "list, its last page": (f"/workshops/?before={_end()}",),
        "list, by country": ("/workshops/?sort=country", "/workshops/?sort=-country"),
        "list of gates, by day": ("/gates/", "/gates/?sort=passed_on"),
        "filtered list, frequent": ("/workshops/?country=cn", "/workshops/?country=kz"),
        "filtered list, rare": ("/workshops/?country=tj", "/workshops/?country=gb"),
        "filtered list, nothing": ("/workshops/?country=va", "/gates/?gate=renewed"),
        "filtered list, by day": ("/gates/?gate=opened", "/gates/?gate=opened&sort=passed_on"),
        "list, a word of all": (f"/workshops/?q={quote('synthetic')}",),
        "list, a word of one": tuple(f"/workshops/?q={key[-7:]}" for key in keys),
        f"list, {_SIGNED_IN}": ("/workshops/",),
        f"filtered list, {_SIGNED_IN}": (
            "/workshops/?country=cn",
            "/workshops/?standing=proposed",
            "/workshops/?standing=retired",
        ),
    }
    pages = {
        "page of a record": tuple(f"/workshops/{key}/" for key in keys),
        "page of a country": ("/countries/cn/", "/countries/va/"),
        "search, a word of all": (
            f"/search/?q={quote('Synthetic')}",
            f"/search/?q={quote('鲁班')}",
        ),
        "search, a word of many": (f"/search/?q={quote('Welding')}",),
        "search, a beginning": (f"/search/?q={quote('Вымыш')}", "/search/?q=robot"),
        "search, one record": tuple(f"/search/?q={key[-7:]}" for key in keys),
        "search, its whole name": tuple(
            f"/search/?q={quote(str(synthetic.name_of(number)))}" for number in numbers
        ),
        "search, nothing": ("/search/?q=xylophone",),
    }
    return lists | pages


@cache
def _numbers() -> list[int]:
    count = max(Workshop.objects.filter(key__startswith=synthetic.PREFIX).count(), TEMPLATES)
    return [int(count * place) for place in _PLACES]


def _cursor(key: str) -> str:
    record = Workshop.objects.get(key=key)
    return quote(f"{record.pk}.{record.sort_name}")


def _end() -> str:
    record = Workshop.objects.order_by("-sort_name", "-id")[0]
    return quote(f"{record.pk}.{record.sort_name}")


@cache
def _client(*, is_officer: bool) -> Client:
    client = Client(HTTP_HOST="localhost")
    if is_officer:
        account, is_new = Account.objects.get_or_create(email=_OFFICER, defaults={"name": "Olga"})
        if is_new:
            Grant.objects.create(account=account, role="officer", scope="")
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(account, backend=backend)
    return client


def pages() -> list[str]:
    """Return the names of what is measured."""
    return list(_addresses())


def page(name: str, times: int, *, plans: bool = False) -> dict[str, Any]:
    """Ask for a page several times; return seconds, seconds in the database, queries of each.

    ``plans``: return the statements too, with how long each took.
    """
    client = _client(is_officer=_SIGNED_IN in name)
    addresses = cycle(_addresses()[name])
    watch = _Watch(keeps=plans)
    seconds, within, queries = [], [], []
    with connection.execute_wrapper(watch):
        for _ in range(times):
            address = next(addresses)
            watch.begin()
            begun = time.perf_counter()
            response = client.get(address)
            seconds.append(time.perf_counter() - begun)
            if response.status_code != 200:  # noqa: PLR2004
                message = f"{address} answered {response.status_code}"
                raise RuntimeError(message)
            within.append(watch.seconds)
            queries.append(watch.queries)
    return {
        "seconds": seconds,
        "within": within,
        "queries": queries,
        "bytes": len(response.content),
        "statements": watch.statements,
    }


class _Watch:
    """Counts and times what goes to the database."""

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps
        self.statements: list[tuple[float, str]] = []
        self.begin()

    def begin(self) -> None:
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            took = time.perf_counter() - begun
            self.seconds += took
            self.queries += 1
            if self.keeps:
                self.statements.append((took, f"{sql} -- {rest[0]}"))
