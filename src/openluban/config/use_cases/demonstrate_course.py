"""The course of the demonstration: both sides write and review it, an officer publishes it."""

from datetime import datetime

from django.db import transaction

from openluban.config.loading import public_register
from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.public import remember_text
from openluban.teaching.library.public import (
    Wish,
    drafts_of,
    film_drafts_of,
    import_folder,
    publish_film,
    publish_text,
    read_folder,
    review_film,
    review_text,
)

COURSE = "conveyor-sorter"
"""The folder, and the key of the resource."""
FILM = "sorter-film"
"""Likewise: a film of it."""
ORIGINAL = "zh-hans"


@transaction.atomic
def demonstrate_course(*, officer: Actor, college: Actor, host: Actor, at: datetime) -> None:
    """Bring in the course, then a revision of one unit that its Russian text has not followed.

    The memory learns from what follows its original.

    The officer starts it, the lead college revises it, the host institution reviews all of it.

    :raises FolderRefused: the folder that comes with OpenLuban is damaged
    """
    translated: set[tuple[str, str]] = set()
    for folder, writer in ((COURSE, officer), (f"{COURSE}-revision", college)):
        found = read_folder(public_register() / "library" / folder)
        import_folder(folder=found, wish=Wish(), actor=writer, at=at)
        for unit, language, version in drafts_of(COURSE):
            edition = (language, version)
            if language != ORIGINAL:
                translated.add((unit, language))
            review_text(unit_key=unit, edition=edition, actor=host, at=at)
            publish_text(unit_key=unit, edition=edition, actor=officer, at=at)
    for unit, language in sorted(translated):
        remember_text(unit_key=unit, language=language, actor=officer, at=at)
    _demonstrate_film(officer=officer, host=host, at=at)


def _demonstrate_film(*, officer: Actor, host: Actor, at: datetime) -> None:
    """Bring in a film in two renditions, with subtitles; it goes the way that texts go."""
    found = read_folder(public_register() / "library" / FILM)
    import_folder(folder=found, wish=Wish(), actor=officer, at=at)
    for unit, language, version in drafts_of(FILM):
        edition = (language, version)
        review_text(unit_key=unit, edition=edition, actor=host, at=at)
        publish_text(unit_key=unit, edition=edition, actor=officer, at=at)
    for unit, digest in film_drafts_of(FILM):
        review_film(unit_key=unit, digest=digest, actor=host, at=at)
        publish_film(unit_key=unit, digest=digest, actor=officer, at=at)
