"""Films are added, reviewed, published and taken away as texts are; every refusal once."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.teaching.library.errors import (
    FilmDamaged,
    FilmKnown,
    FilmNotADraft,
    FilmNotReviewed,
    NeedsOtherSide,
    NoFilm,
    TooManyFilms,
)
from openluban.teaching.library.formats import films
from openluban.teaching.library.keeping import film_parts, keep_film, kept_film
from openluban.teaching.library.models import Film, State, Unit
from openluban.teaching.library.queries.films import films_of, published_films, the_film
from openluban.teaching.library.tests.made_films import mp4, webm
from openluban.teaching.library.tests.make import AT, make_unit
from openluban.teaching.library.use_cases import add_film as adding
from openluban.teaching.library.use_cases.add_film import add_film
from openluban.teaching.library.use_cases.bring_film import bring_film
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.use_cases.review_film import review_film
from openluban.teaching.library.use_cases.take_film_away import take_film_away

pytestmark = pytest.mark.django_db
KEY = "sorter.safety"


@pytest.fixture(autouse=True)
def unit(settings: Any, tmp_path: Path) -> Unit:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_unit()


def add(data: bytes | None = None, actor: Actor = SYSTEM, key: str = KEY) -> Film:
    file = io.BytesIO(mp4() if data is None else data)
    return add_film(unit_key=key, file=file, name="clip.mp4", actor=actor, at=AT)


def make(state: str = State.DRAFT, data: bytes | None = None, actor: Actor = SYSTEM) -> Film:
    film = add(data, actor)
    if state == State.PUBLISHED:
        publish_film(unit_key=KEY, digest=film.digest, without_review="test", actor=SYSTEM, at=AT)
    elif state == State.REVIEWED:
        review_film(unit_key=KEY, digest=film.digest, actor=make_officer(), at=AT)
    film.refresh_from_db()
    return film


def deeds() -> list[str]:
    entries = Entry.objects.filter(action__startswith="library.film").order_by("pk")
    return [entry.action.removeprefix("library.film_") for entry in entries]


def kept() -> Iterator[bytes]:
    return film_parts(Film.objects.get().digest, "mp4")


def test_a_film_is_kept_whole_under_its_digest_and_told_in_the_history() -> None:
    film = add()
    assert (film.state, film.ending, film.milliseconds, film.width) == ("draft", "mp4", 3_000, 640)
    assert b"".join(kept()) == mp4()
    [entry] = Entry.objects.filter(action="library.film_added")
    assert entry.subject_key == KEY
    assert entry.changes == {"film": [None, f"mp4 {len(mp4())} {film.digest[:12]}"]}


def test_the_same_film_is_in_a_unit_once_and_in_another_unit_as_well(tmp_path: Path) -> None:
    add()
    with pytest.raises(FilmKnown):
        add()
    make_unit("sorter.other")
    add(key="sorter.other")
    assert Film.objects.count() == 2
    assert len(list((tmp_path / "files" / "films").rglob("*.mp4"))) == 1


def test_who_does_not_write_adds_nothing(unit: Unit, tmp_path: Path) -> None:
    for actor in (PUBLIC,):
        with pytest.raises(NotAllowed):
            add(actor=actor)
    with pytest.raises(NotFound):
        add(key="sorter.none")
    with pytest.raises(NoFilm):
        add(b"<html>")
    assert not Film.objects.exists()
    assert not (tmp_path / "files").exists()


def test_a_unit_has_so_many_renditions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MOST_FILMS", 2)
    add(mp4(data=b"1"))
    add(mp4(data=b"2"))
    with pytest.raises(TooManyFilms):
        add(mp4(data=b"3"))


def test_a_film_that_is_changed_while_it_is_kept_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "clip.mp4"
    place.write_bytes(mp4())
    keep = keep_film

    def slow(*args: Any) -> None:
        keep(*args)
        place.write_bytes(mp4(data=b"another"))

    monkeypatch.setattr(adding, "keep_film", slow)
    with place.open("rb") as file, pytest.raises(FilmDamaged):
        add_film(unit_key=KEY, file=file, name="clip.mp4", actor=SYSTEM, at=AT)
    assert not Film.objects.exists()


def test_the_other_side_reviews_and_an_officer_publishes() -> None:
    author, officer = make_contributor(), make_officer()
    film = add(actor=author)
    with pytest.raises(FilmNotReviewed):
        publish_film(unit_key=KEY, digest=film.digest, actor=officer, at=AT)
    with pytest.raises(NeedsOtherSide):
        review_film(unit_key=KEY, digest=film.digest, actor=author, at=AT)
    with pytest.raises(NotAllowed):
        review_film(unit_key=KEY, digest=film.digest, actor=PUBLIC, at=AT)
    review_film(unit_key=KEY, digest=film.digest, actor=officer, at=AT)
    with pytest.raises(FilmNotADraft):
        review_film(unit_key=KEY, digest=film.digest, actor=officer, at=AT)
    with pytest.raises(NotAllowed):
        publish_film(unit_key=KEY, digest=film.digest, actor=author, at=AT)
    publish_film(unit_key=KEY, digest=film.digest, actor=officer, at=AT)
    with pytest.raises(FilmNotReviewed):
        publish_film(unit_key=KEY, digest=film.digest, actor=officer, at=AT)
    assert deeds() == ["added", "reviewed", "published"]


def test_the_public_sees_published_films_alone(unit: Unit) -> None:
    draft, public = make(data=mp4(data=b"draft")), make(State.PUBLISHED)
    assert [film.pk for film in films_of(unit, PUBLIC)] == [public.pk]
    assert films_of(unit, make_contributor()) == [public, draft]
    assert published_films([unit.pk]) == {unit.pk: [public]}
    with pytest.raises(NotFound):
        the_film(unit, draft.digest, PUBLIC)


def test_contributors_take_drafts_away_and_officers_anything(unit: Unit) -> None:
    teacher = make_contributor()
    draft, public = make(data=webm()), make(State.PUBLISHED)
    with pytest.raises(NotAllowed):
        take_film_away(unit_key=KEY, digest=draft.digest, actor=PUBLIC, at=AT)
    with pytest.raises(NotAllowed):
        take_film_away(unit_key=KEY, digest=public.digest, actor=teacher, at=AT)
    take_film_away(unit_key=KEY, digest=draft.digest, actor=teacher, at=AT)
    take_film_away(unit_key=KEY, digest=public.digest, actor=make_officer(), at=AT)
    with pytest.raises(NotFound):
        take_film_away(unit_key=KEY, digest=public.digest, actor=SYSTEM, at=AT)
    assert not films_of(unit, SYSTEM)
    assert deeds()[-2:] == ["dropped", "taken_away"]
    assert kept_film(public.digest, "mp4") is not None


def test_the_same_again_from_a_disk_adds_nothing_and_may_publish() -> None:
    def bring(actor: Actor = SYSTEM, *, publish: bool) -> tuple[Film, bool]:
        file = io.BytesIO(mp4())
        return bring_film(
            unit_key=KEY, file=file, name="clip.mp4", publish=publish, actor=actor, at=AT
        )

    with pytest.raises(NotAllowed):
        bring(make_contributor(), publish=True)
    assert bring(publish=False)[1] is True
    film, is_new = bring(publish=True)
    assert (film.state, is_new) == (State.PUBLISHED, False)
    assert bring(publish=True)[1] is False
    assert deeds() == ["added", "published"]


def test_a_film_in_memory_is_changed_by_nobody() -> None:
    assert films.fingerprint(io.BytesIO(b"x")) == (0, 0)
