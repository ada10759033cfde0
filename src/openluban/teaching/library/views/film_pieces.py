"""A unit's film as its page shows it: the player, its subtitles, what it weighs, its files."""

from dataclasses import dataclass

from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import Actor
from openluban.teaching.library.formats.films import FILM_TYPES
from openluban.teaching.library.models import Film, State, Unit
from openluban.teaching.library.queries.films import cues_by_language, films_of
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.views.addresses import film_url, subtitles_url
from openluban.teaching.library.wording import (
    STATE_WORDS,
    rendition_words,
    weight_words,
)

LARGE = 10_000_000
"""Bytes from which on nothing of a film is fetched before somebody starts it."""


@dataclass(frozen=True, slots=True)
class TrackView:
    """Subtitles in a language."""

    url: str
    language: str
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A rendition: where it is, what it is, in words how large; ``state`` unless it is public."""

    url: str
    type: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class FilmView:
    """A film with its renditions, the smallest first: a browser plays the first that it can."""

    sources: tuple[SourceView, ...]
    tracks: tuple[TrackView, ...]
    preload: str
    width: int
    height: int
    told: str
    """How long it runs, and what playing it costs on a weak link."""


def film_of(unit: Unit, row: TextRow | None, actor: Actor) -> FilmView | None:
    """Return the film of a unit for who may see it, None where there is none; two queries.

    ``row`` is the text that is read beside it: its language is spoken first.
    """
    films = films_of(unit, actor)
    if not films:
        return None
    reader, smallest = page_language(), films[0]
    shown = next((film for film in films if film.width), smallest)
    return FilmView(
        sources=tuple(_source(unit, film, reader) for film in films),
        tracks=_tracks(unit, row, reader),
        preload="none" if smallest.size > LARGE else "metadata",
        width=shown.width,
        height=shown.height,
        told=weight_words(films, reader),
    )


def _source(unit: Unit, film: Film, reader: str) -> SourceView:
    state = "" if film.state == State.PUBLISHED else str(STATE_WORDS[film.state])
    words = rendition_words(film, reader)
    return SourceView(film_url(unit.key, film), FILM_TYPES[film.ending], words, state)


def _tracks(unit: Unit, row: TextRow | None, reader: str) -> tuple[TrackView, ...]:
    found = {language: version for language, (version, _cues) in cues_by_language(unit).items()}
    wanted = [row.language] if row is not None else []
    first = next((each for each in (*wanted, reader) if each in found), "")
    return tuple(
        TrackView(
            subtitles_url(unit.key, language, version),
            language,
            language_name(language, language),
            is_default=language == first,
        )
        for language, version in found.items()
    )
