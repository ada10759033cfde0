"""Which films may come in, told by their bytes and not by their names."""

import io
import os
from typing import IO

from openluban.teaching.library.errors import FilmCoding, FilmDamaged, FilmTooLarge, NoFilm
from openluban.teaching.library.formats.film_boxes import is_mp4, mp4_facts
from openluban.teaching.library.formats.film_elements import is_webm, webm_facts
from openluban.teaching.library.formats.film_facts import MP4, WEBM, Broken, FilmFacts, OtherCoding
from openluban.teaching.library.formats.opening import shown

LARGEST_FILM = 1_000_000_000
"""Bytes of one rendition."""
FILM_TYPES = {MP4: "video/mp4", WEBM: "video/webm"}
_MEGABYTE = 1_000_000
_HEAD = 512


def names_film(name: str) -> bool:
    """Test whether a file is called as films are; only its bytes say whether it is one."""
    return name.lower().endswith((".mp4", ".m4v", ".webm"))


def read_film(file: IO[bytes], name: str, *, at_most: int = LARGEST_FILM) -> FilmFacts:
    """Return what a film says of itself; a few of its bytes are read, whatever its size.

    The file stands at its beginning afterwards.

    :raises NoFilm: it is neither MP4 nor WebM
    :raises FilmTooLarge: it has more bytes than so many
    :raises FilmDamaged: it is cut off, or its parts do not fit together
    :raises FilmCoding: browsers do not play its pictures
    """
    told = shown(name)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(_HEAD)
    if not (is_mp4(head) or is_webm(head)):
        raise NoFilm(file=told)
    if size > at_most:
        raise FilmTooLarge(file=told, limit=at_most // _MEGABYTE)
    try:
        return mp4_facts(file, size) if is_mp4(head) else webm_facts(file, size)
    except Broken as fault:
        raise FilmDamaged(file=told, place=fault.place) from fault
    except OtherCoding as fault:
        raise FilmCoding(file=told, coding=shown(str(fault))[:20]) from fault
    finally:
        file.seek(0)


def fingerprint(file: IO[bytes]) -> tuple[int, int]:
    """Return what changes when somebody writes into an open file meanwhile."""
    try:
        about = os.fstat(file.fileno())
    except (OSError, AttributeError):  # it lies in memory, where nobody else writes
        return 0, 0
    return about.st_size, about.st_mtime_ns
