"""The film of a unit in a pack: the rendition that travels, and how its page shows it."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from openluban.foundation.ui.languages import language_name
from openluban.teaching.library.public import (
    Film,
    cues_of,
    elsewhere_words,
    film_parts,
    kept_film,
    rendition_words,
    to_webvtt,
)
from openluban.teaching.packs.formats.contents import Stream
from openluban.teaching.packs.pages.frame import speaking
from openluban.teaching.packs.queries.course import CourseUnit
from openluban.teaching.packs.rules.wishes import largest_up_to


@dataclass(frozen=True, slots=True)
class PackedFilm:
    """A rendition that travels."""

    film: Film
    path: str
    content: Stream


@dataclass(frozen=True, slots=True)
class TrackView:
    """Subtitles in a language; a page on a disk may not read a file of them, so they lie in it."""

    url: str
    language: str
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class FilmView:
    """A film that is played (``path`` from the top of the pack), or a sentence in its place."""

    path: str
    words: str
    width: int = 0
    height: int = 0
    tracks: tuple[TrackView, ...] = ()


def packed_film(films: Sequence[Film], megabytes: int) -> PackedFilm | None:
    """Return the largest rendition that is not over so many megabytes and is not lost."""
    place = largest_up_to([film.size for film in films], megabytes)
    if place is None:
        return None
    film = films[place]
    kept = kept_film(film.digest, film.ending)
    if kept is None or kept.size != film.size:  # lost from the disk; a sentence stands in its place
        return None
    stream = Stream(film.size, film.digest, lambda: film_parts(film.digest, film.ending))
    return PackedFilm(film, f"films/{film.name}", stream)


def shown_film(unit: CourseUnit, packed: PackedFilm | None, language: str) -> FilmView | None:
    """Return how a unit's film is shown to readers of a language, None if it has none."""
    if not unit.films:
        return None
    with speaking(language) as spoken:
        if packed is None:
            site = settings.LUBAN_SITE_URL
            address = f"{site}/units/{unit.key}/read/{language}/" if site else ""
            return FilmView("", elsewhere_words(unit.films[0], spoken, address))
        film = packed.film
        tracks = tuple(_tracks(unit, language))
        words = rendition_words(film, spoken)
        return FilmView(packed.path, words, film.width, film.height, tracks)


def _tracks(unit: CourseUnit, reader: str) -> list[TrackView]:
    found = []
    for language, text in unit.texts.items():
        cues = cues_of(text.body)
        if cues:
            data = b64encode(to_webvtt(cues, language).encode()).decode()
            url = f"data:text/vtt;base64,{data}"
            name = language_name(language, language)
            found.append(TrackView(url, language, name, is_default=language == reader))
    return found
