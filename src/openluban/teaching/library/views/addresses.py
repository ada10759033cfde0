"""Addresses of units and their texts."""

from django.urls import reverse

from openluban.teaching.library.models import Film, State
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.writing_places import writing_place

FILES = ("pdf", "docx")
SUBTITLES = ("vtt", "srt")


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


def text_files(key: str, row: TextRow) -> list[tuple[str, str]]:
    """Return (address, kind) of the files of one version."""
    where = [key, row.language, row.version]
    return [(reverse("unit_file", args=[*where, each]), each.upper()) for each in FILES]


def subtitle_files(key: str, row: TextRow) -> list[tuple[str, str]]:
    """Return (address, kind) of the files of a version that is a text of subtitles."""
    where = [key, row.language, row.version]
    return [(reverse("unit_subtitles", args=[*where, each]), each.upper()) for each in SUBTITLES]


def subtitles_url(key: str, language: str, version: int) -> str:
    """Return where the subtitles are that a film shows."""
    return reverse("unit_subtitles", args=[key, language, version, "vtt"])


def film_url(key: str, film: Film) -> str:
    """Return where a rendition of a unit's film is."""
    return reverse("unit_film", args=[key, film.digest, film.ending])


def films_url(key: str) -> str:
    """Return where films of a unit are added, judged and taken away."""
    return reverse("unit_films", args=[key])


def beside_files(key: str, left: str, right: str) -> list[tuple[str, str]]:
    """Return (address, kind) of the files of two languages side by side."""
    where = [key, left, right]
    return [(reverse("unit_beside_file", args=[*where, each]), each.upper()) for each in FILES]


def leaves_url(key: str, language: str, since: int, version: int) -> str:
    """Return where the leaves between two versions are (0: all of them)."""
    return reverse("unit_leaves", args=[key, language, since, version])


def leaves_file_url(key: str, language: str, since: int, version: int) -> str:
    """Return where those leaves are as a file for printing."""
    return reverse("unit_leaves_file", args=[key, language, since, version])


def leaves_of(key: str, rows: list[TextRow], row: TextRow) -> str:
    """Return where the leaves are that a version brought, ``""`` for one never published.

    ``rows`` are the versions in the language, newest first.
    """
    if row.state not in {State.PUBLISHED, State.SUPERSEDED}:
        return ""
    older = [
        each.version
        for each in rows
        if each.version < row.version and each.published_at is not None
    ]
    return leaves_url(key, row.language, max(older, default=0), row.version)
