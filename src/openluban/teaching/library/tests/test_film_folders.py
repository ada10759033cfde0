"""Films that lie beside their subtitles come over with them; the same again adds nothing."""

import os
from pathlib import Path
from typing import Any

import pytest

from openluban.foundation.registers.tests.make import make_contributor
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.folder_parts import Folder
from openluban.teaching.library.formats.placing import film_slug
from openluban.teaching.library.models import Film, Resource, State
from openluban.teaching.library.tests.made_films import mp4, track, webm
from openluban.teaching.library.tests.make import AT, bring_in, make_folder
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:00.500 --> 00:02.000\n{}\n"
CLIP: dict[str, str | bytes] = {
    "clip.zh.vtt": VTT.format("先断电"),
    "clip.ru.vtt": VTT.format("Отключите питание"),
    "clip.mp4": mp4(),
    "clip.small.webm": webm(),
}


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def folder(place: Path, **more: str | bytes) -> Path:
    named = {name.replace("__", "."): data for name, data in more.items()}
    return make_folder(place / "course", CLIP | named)


def rules(found: Folder | Outcome) -> list[tuple[str, str]]:
    return [(note.field, note.rule) for note in found.notes]


def test_a_film_belongs_to_the_unit_whose_subtitles_lie_beside_it(tmp_path: Path) -> None:
    outcome = bring_in(folder(tmp_path))
    assert (outcome.films, outcome.films_unchanged) == (("clip.mp4", "clip.small.webm"), ())
    assert rules(outcome) == []
    films = Film.objects.order_by("ending").values_list("unit__key", "ending", "state")
    assert list(films) == [
        ("sorter.clip", "mp4", "published"),
        ("sorter.clip", "webm", "published"),
    ]

    again = bring_in(folder(tmp_path))
    assert (again.films, len(again.films_unchanged)) == ((), 2)
    assert Film.objects.count() == 2


def test_what_was_a_draft_is_published_when_it_is_brought_in_so(tmp_path: Path) -> None:
    bring_in(folder(tmp_path), Wish())
    assert set(Film.objects.values_list("state", flat=True)) == {State.DRAFT}
    bring_in(folder(tmp_path))
    assert set(Film.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_looking_keeps_nothing(tmp_path: Path, files: Path) -> None:
    outcome = bring_in(folder(tmp_path), Wish(only_look=True))
    assert len(outcome.films) == 2
    assert not Resource.objects.exists()
    assert not files.exists()


def test_films_of_no_unit_and_files_that_are_none_are_told(tmp_path: Path) -> None:
    found = read_folder(
        folder(tmp_path, other__mp4=mp4(), **{"clip.big__mp4": b"<html>", "deep/clip__mp4": mp4()})
    )
    assert [film.file for film in found.films] == ["clip.mp4", "clip.small.webm"]
    assert sorted(rules(found)) == [
        ("clip.big.mp4", "film.no_film"),
        ("deep/clip.mp4", "film.no_unit"),
        ("other.mp4", "film.no_unit"),
    ]
    assert not any("%(" in str(note) for note in found.notes)


@pytest.mark.parametrize(
    ("data", "rule"),
    [(mp4()[:-1], "film.damaged"), (mp4(tracks=track(coding=b"hvc1")), "film.coding")],
)
def test_a_film_that_is_unfit_refuses_the_folder(tmp_path: Path, data: bytes, rule: str) -> None:
    place = folder(tmp_path, **{"clip.big__mp4": data})
    with pytest.raises(FolderRefused) as refused:
        read_folder(place)
    assert [problem.rule for problem in refused.value.problems] == [rule]


def test_a_link_or_a_pipe_in_place_of_a_film_refuses_the_folder(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (tmp_path / "secret").write_bytes(mp4())
    (place / "clip.link.mp4").symlink_to(tmp_path / "secret")
    os.mkfifo(place / "clip.pipe.mp4")
    with pytest.raises(FolderRefused) as refused:
        read_folder(place)
    rules_found = [problem.rule for problem in refused.value.problems]
    assert rules_found == ["file.link", "file.not_plain"]


def test_a_film_that_was_changed_since_refuses_the_folder(tmp_path: Path, files: Path) -> None:
    place = folder(tmp_path)
    found = read_folder(place)
    (place / "clip.mp4").unlink()
    with pytest.raises(FolderRefused):
        import_folder(folder=found, wish=Wish(), actor=SYSTEM, at=AT)
    (place / "clip.mp4").write_bytes(b"<html>")
    with pytest.raises(FolderRefused, match="no MP4"):
        import_folder(folder=found, wish=Wish(), actor=SYSTEM, at=AT)
    assert not Resource.objects.exists()


def test_more_renditions_than_a_unit_may_have_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openluban.teaching.library.use_cases.add_film.MOST_FILMS", 1)
    with pytest.raises(FolderRefused, match="renditions"):
        bring_in(folder(tmp_path))
    assert not Resource.objects.exists()
    assert not Film.objects.exists()


def test_who_may_not_bring_in_has_no_film_kept(tmp_path: Path, files: Path) -> None:
    found = read_folder(folder(tmp_path))
    with pytest.raises(NotAllowed):
        import_folder(folder=found, wish=Wish(publish=True), actor=make_contributor(), at=AT)
    assert not files.exists()


def test_names_of_films_are_those_of_units() -> None:
    units = {"clip", "first-run", "2026"}
    assert film_slug("clip.mp4", units) == "clip"
    assert film_slug("03-clip.480p.mp4", units) == "clip"
    assert film_slug("First run.webm", units) == "first-run"
    assert film_slug("2026.mp4", units) == "2026"
    assert film_slug("clips.mp4", units) == ""
    assert film_slug("клип.mp4", units) == ""
