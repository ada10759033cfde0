"""Addresses of briefings."""

from urllib.parse import urlencode

from django.urls import reverse

from openluban.publishing.briefings.models import Edition

FILES = ("html", "docx", "pdf")


def edition_url(key: str, number: int, language: str = "") -> str:
    """Return the address of an edition, in a language if one is given."""
    path = reverse("briefing_edition", args=[key, number])
    return f"{path}?{urlencode({'language': language})}" if language else path


def file_url(edition: Edition, ending: str, language: str = "") -> str:
    """Return the address of an edition as a file."""
    path = reverse("briefing_file", args=[edition.briefing.key, edition.number, ending])
    return f"{path}?{urlencode({'language': language})}" if language else path


def write_url(key: str, language: str = "") -> str:
    """Return the address where a text is written."""
    path = reverse("briefing_write", args=[key])
    return f"{path}?{urlencode({'language': language})}" if language else path
