"""Addresses of units and their texts."""

from django.urls import reverse

from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.writing_places import writing_place


def read_url(key: str, language: str = "") -> str:
    """Return where a unit is read, in a language if one is given."""
    if language:
        return reverse("unit_read_in", args=[key, language])
    return reverse("unit_read", args=[key])


def beside_url(key: str, left: str, right: str) -> str:
    """Return where two languages of a unit stand side by side."""
    return reverse("unit_beside", args=[key, left, right])


def write_url(key: str, language: str) -> str:
    """Return where a unit is written in a language."""
    return reverse(writing_place(), args=[key, language])


def versions_url(key: str, language: str) -> str:
    """Return where the versions in a language are listed."""
    return reverse("unit_versions", args=[key, language])


def version_url(key: str, row: TextRow) -> str:
    """Return where one version is read."""
    return reverse("unit_version", args=[key, row.language, row.version])
