"""Films in packs: by choice, streamed, listed, kept for deltas, and told of where they are not."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.files.address import read_address
from openluban.foundation.registers.tests.make import client_of, make_contributor
from openluban.kernel.actor import SYSTEM
from openluban.kernel.canonical import canonical_bytes
from openluban.teaching.library.public import Film, Resource, add_film, publish_film
from openluban.teaching.library.tests.make import AT, mp4, webm
from openluban.teaching.packs.applying import apply_delta
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import check_pack
from openluban.teaching.packs.errors import BadFilms, FilmLost, TooMuchFilm
from openluban.teaching.packs.formats.contents import Stream
from openluban.teaching.packs.formats.manifests import read_manifest
from openluban.teaching.packs.formats.unfit import PackUnfit
from openluban.teaching.packs.formats.zips import weight_of, write_zip
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.rules.wishes import Wish, largest_up_to
from openluban.teaching.packs.tests.make import foldered, make_course, revise, zipped
from openluban.teaching.packs.use_cases.make_pack import make_pack

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:00.500 --> 00:02.000\n{}\n"
SMALL, LARGE = mp4(data=bytes(1_000)), webm(data=b"\1" * 1_500_000)
FILMS = Wish(("zh-hans", "ru"), films=5)
PAGE = "ru/units/sorter.clip.html"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def course(tmp_path: Path) -> Resource:
    more: dict[str, str | bytes] = {
        "03-clip.zh.vtt": VTT.format("先断电"),
        "03-clip.ru.vtt": VTT.format("Отключите питание"),
        "03-clip.mp4": SMALL,
        "03-clip.big.webm": LARGE,
    }
    return make_course(tmp_path / "sorter", more)


def film_paths(built: Built) -> list[str]:
    return list(built.films)


def test_the_largest_that_is_not_over_the_wish_is_chosen() -> None:
    assert largest_up_to([1_000_000, 4_900_000, 5_000_001], 5) == 1
    assert largest_up_to([1_000_000, 4_900_000, 5_000_001], 6) == 2
    assert largest_up_to([1_000_001], 1) is None
    assert largest_up_to([], 5) is None
    assert largest_up_to([10], 0) is None


def test_a_pack_has_no_films_unless_they_are_wished(course: Resource) -> None:
    built = built_pack(course, Wish(("zh-hans", "ru")))
    assert film_paths(built) == []
    assert "films_up_to" not in built.manifest.written().decode()
    page = built.contents[PAGE].decode()
    assert "<video" not in page
    assert "media-src" not in page
    assert "sorter.clip" in page


def test_a_page_without_its_film_says_where_it_is(course: Resource, settings: Any) -> None:
    settings.LUBAN_SITE_URL = "https://luban.example"
    page = built_pack(course, Wish(("ru",))).contents[PAGE].decode()
    assert "https://luban.example/units/sorter.clip/read/ru/" in page
    assert '<a href="https' not in page


def test_the_film_travels_with_its_subtitles_inside_the_page(course: Resource) -> None:
    built = built_pack(course, FILMS)
    film = Film.objects.get(ending="webm")
    assert film_paths(built) == [f"films/{film.name}"]
    page = built.contents[PAGE].decode()
    assert f'src="../../films/{film.name}"' in page
    assert page.count('src="data:text/vtt;base64,') == 2
    assert "; media-src 'self' file: data:" in page
    [listed] = [file for file in built.manifest.files if file.part == "film"]
    assert (listed.size, listed.sha256, listed.unit) == (len(LARGE), film.digest, "sorter.clip")
    other = built.contents["ru/units/sorter.sensors.html"].decode()
    assert "<video" not in other


def test_what_was_planned_is_what_is_made_and_it_is_sound(course: Resource, tmp_path: Path) -> None:
    built = built_pack(course, FILMS)
    one = zipped(built, tmp_path / "one.zip")
    assert weight_of(built.everything()) == one.stat().st_size
    assert zipped(built_pack(course, FILMS), tmp_path / "b.zip").read_bytes() == one.read_bytes()
    [path] = film_paths(built)
    with zipfile.ZipFile(one) as found:
        assert found.getinfo(path).compress_type == zipfile.ZIP_STORED
        assert found.read(path) == LARGE
    assert check_pack(one).envelope.manifest.films == 5
    folder = foldered(built, tmp_path / "folder")
    assert (folder / path).read_bytes() == LARGE
    assert check_pack(folder).problems == []


def test_weighing_reads_no_film(course: Resource, files: Path) -> None:
    built = built_pack(course, FILMS)
    before = weight_of(built.everything())
    for place in (files / "films").rglob("*.webm"):
        place.write_bytes(b"")
    assert weight_of(built.everything()) == before


def test_a_film_that_was_altered_where_it_is_kept_is_not_packed(
    course: Resource, files: Path, tmp_path: Path
) -> None:
    built = built_pack(course, FILMS)
    for place in (files / "films").rglob("*.webm"):
        for data in (b"", b"\2" * len(LARGE), LARGE + b"more"):
            place.write_bytes(data)
            with pytest.raises(FilmLost):
                foldered(built, tmp_path / "folder")
            assert not (tmp_path / "folder").exists()
        place.unlink()
    assert film_paths(built_pack(course, FILMS)) == []


def test_a_delta_keeps_the_choice_and_sends_no_film_again(course: Resource, tmp_path: Path) -> None:
    old = built_pack(course, FILMS)
    folder = foldered(old, tmp_path / "course")
    revise(tmp_path / "newer", **{"02-start__zh__md": "# 起动\n\n先断电，再检查。\n"})
    new = built_pack(course, replace(FILMS, films=old.manifest.films), old.manifest)
    assert new.delta is not None
    assert not any(file.part == "film" for file in new.files)
    apply_delta(folder=folder, delta=zipped(new, tmp_path / "delta.zip"))
    [path] = film_paths(old)
    assert (folder / path).read_bytes() == LARGE
    none = built_pack(course, Wish(("zh-hans", "ru")), new.manifest)
    assert none.delta is not None
    assert path in none.delta.removed


def test_a_newer_film_makes_packs_outdated(course: Resource) -> None:
    make_pack(resource_key="sorter", wish=FILMS, actor=SYSTEM, at=AT)
    assert (
        "newer texts are published" not in Client().get("/library/sorter/packs/").content.decode()
    )
    later = AT + timedelta(days=1)
    data = mp4(data=b"newer")
    film = add_film(
        unit_key="sorter.clip", file=io.BytesIO(data), name="a.mp4", actor=SYSTEM, at=later
    )
    publish_film(
        unit_key="sorter.clip", digest=film.digest, without_review="test", actor=SYSTEM, at=later
    )
    page = Client().get("/library/sorter/packs/").content.decode()
    assert "newer texts are published" in page
    assert "with films" in page
    assert built_pack(course, FILMS).manifest.as_at.startswith("2026-03-02")


def test_drafts_of_films_do_not_travel(course: Resource) -> None:
    Film.objects.update(state="draft")
    built = built_pack(course, FILMS)
    assert film_paths(built) == []
    assert "note" not in built.contents[PAGE].decode().split("<main")[1]


def test_two_units_with_the_same_film_share_it(course: Resource) -> None:
    film = add_film(
        unit_key="sorter.start", file=io.BytesIO(LARGE), name="a.webm", actor=SYSTEM, at=AT
    )
    publish_film(
        unit_key="sorter.start", digest=film.digest, without_review="test", actor=SYSTEM, at=AT
    )
    assert len(film_paths(built_pack(course, FILMS))) == 1


@pytest.mark.parametrize("films", [-1, 1_001])
def test_other_sizes_are_refused(course: Resource, films: int) -> None:
    with pytest.raises(BadFilms):
        built_pack(course, replace(FILMS, films=films))


def test_a_page_makes_packs_of_few_films(course: Resource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openluban.teaching.packs.use_cases.make_pack.MOST_FILM", 1)
    with pytest.raises(TooMuchFilm):
        make_pack(resource_key="sorter", wish=FILMS, actor=SYSTEM, at=AT)
    assert not Pack.objects.exists()


@pytest.mark.parametrize("films", ["5", 5.5, True, -1, 1_001, None])
def test_a_manifest_says_soundly_which_films_it_has(course: Resource, films: object) -> None:
    plain_manifest = built_pack(course, FILMS).manifest.plain()
    with pytest.raises(PackUnfit):
        read_manifest(canonical_bytes({**plain_manifest, "films_up_to": films}))  # type: ignore[dict-item]


def test_films_are_chosen_on_the_page_and_go_into_the_pack(course: Resource) -> None:
    teacher = client_of(make_contributor())
    page = teacher.get("/library/sorter/packs/plan/?in=ru&films=5").content.decode()
    assert "Films: of each the largest that has at most 5 MB." in " ".join(page.split())
    assert '<input type="hidden" name="films" value="5">' in page
    sent = teacher.post("/library/sorter/packs/make/", {"in": "ru", "films": "5"})
    assert sent.status_code == 303
    pack = Pack.objects.get()
    assert pack.films == 5
    assert (
        "of each the largest that has at most 5 MB"
        in teacher.get(sent["location"]).content.decode()
    )
    assert teacher.get("/library/sorter/packs/plan/?in=ru&films=7").status_code == 200


def test_a_course_without_films_is_packed_and_planned_as_ever(tmp_path: Path) -> None:
    course = make_course(tmp_path / "plain")
    about = built_pack(course, FILMS).contents["ru/about.html"].decode()
    assert not any(words in about for words in ("Films", "Фильмы"))
    assert 'name="films"' not in Client().get("/library/sorter/packs/").content.decode()


def test_a_film_is_held_against_its_digest_while_it_is_written() -> None:
    other = Stream(3, "0" * 64, lambda: iter([b"abc"]))
    with pytest.raises(FilmLost):
        write_zip(io.BytesIO(), [("films/a.mp4", other)])


def test_films_are_kept_in_a_bucket_given_in_parts_and_packed_from_it(
    storage_url: str, tmp_path: Path, settings: Any, files: Path
) -> None:
    settings.LUBAN_STORAGE = read_address(storage_url)
    more: dict[str, str | bytes] = {"03-clip.ru.vtt": VTT.format("Стоп"), "03-clip.webm": LARGE}
    course = make_course(tmp_path / "sorter", more)
    film = Film.objects.get()
    assert not files.exists()
    address = f"/units/sorter.clip/films/{film.name}"
    part = Client().get(address, headers={"range": "bytes=-5"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, LARGE[-5:])  # type: ignore[attr-defined]
    folder = foldered(built_pack(course, FILMS), tmp_path / "folder")
    assert (folder / "films" / film.name).read_bytes() == LARGE
