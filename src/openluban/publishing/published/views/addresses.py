"""Addresses of the reconciliation."""

from urllib.parse import urlencode

from django.urls import reverse

from openluban.publishing.published.filtering import Wanted


def list_url(wanted: Wanted, **place: str) -> str:
    """Return the address of the list as wanted, at a place of it if one is given."""
    return _with(reverse("reconciliation"), [*wanted.pairs, *place.items()])


def file_url(name: str, wanted: Wanted) -> str:
    """Return the address of the wanted rows as a file."""
    return _with(reverse(name), wanted.pairs)


def one_url(key: str) -> str:
    """Return the address of one published figure's reconciliation; a key or an id serves."""
    return reverse("reconciliation_one", args=[key.lower()])


def map_url(key: str) -> str:
    """Return the address where somebody says which figure is meant."""
    return reverse("reconciliation_map", args=[key.lower()])


def _with(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
