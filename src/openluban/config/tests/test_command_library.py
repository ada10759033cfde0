"""``luban library import`` takes folders and files, mixed, and says what it leaves."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from openluban.teaching.library.errors import NoFilm
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.public import Film, Resource, Unit, UnitText
from openluban.teaching.library.tests.made_films import mp4, webm
from openluban.teaching.library.tests.make import make_unit

pytestmark = pytest.mark.django_db
PAGE = "<html lang={}><h1>A</h1><p>{}<script>x</script>"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def bring_in(*arguments: object) -> str:
    said = io.StringIO()
    call_command("library", "import", *map(str, arguments), "--rights", "CC0-1.0", stdout=said)
    return said.getvalue()


def test_files_of_several_kinds_and_folders_come_in_together(tmp_path: Path) -> None:
    (tmp_path / "pump.ru.html").write_text(PAGE.format("ru", "Отключите"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "clip.ru.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nСтоп\n")
    (tmp_path / "in" / "notes.en.md").write_text("# Notes\n")
    places = (tmp_path / "pump.ru.html", tmp_path / "in")

    said = bring_in(*places, "--resource", "pump", "--preview")
    assert "3 units would be started, 3 texts would be written" in said
    assert "pump.ru.html:1: A script is left out. [page.script]" in said
    assert not Resource.objects.exists()

    bring_in(*places, "--resource", "pump")
    units = Unit.objects.values_list("key", flat=True)
    assert set(units) == {"pump.pump", "pump.clip", "pump.notes"}
    assert "0 texts written, 3 as they were" in bring_in(*places, "--resource", "pump")
    assert UnitText.objects.count() == 3


def test_the_language_can_be_said_and_chapters_kept_together(tmp_path: Path) -> None:
    page = tmp_path / "учебник.html"
    page.write_text("<h1>A</h1><p>b</p><h1>C</h1><p>d</p>")
    bring_in(page, "--language", "tg", "--whole")
    (text,) = UnitText.objects.all()
    assert text.language == "tg"
    assert text.unit.resource.key.startswith("resource-")
    bring_in(page, "--language", "tg")
    assert Unit.objects.count() == 3


def test_a_manual_that_is_named_for_its_language_is_called_as_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "getting-started" / "ru.po"
    file.parent.mkdir()
    file.write_text('msgid "Stop."\nmsgstr "Стоп."\n')
    bring_in(file)
    assert Unit.objects.get().key == "getting-started.manual"


def film(*arguments: object) -> str:
    said = io.StringIO()
    call_command("library", "film", *map(str, arguments), stdout=said)
    return said.getvalue()


def pack(deed: str, *arguments: object) -> str:
    said = io.StringIO()
    call_command("pack", deed, "clips", "--in", "ru", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_films_come_in_beside_their_subtitles_and_one_by_one(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "clip.ru.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nСтоп\n")
    (clips / "clip.mp4").write_bytes(mp4())
    (clips / "other.mp4").write_bytes(mp4())
    said = bring_in(clips)
    assert "Films: 1 added, 0 as they were." in said
    assert "other.mp4: No text is called as this film" in said
    assert "Films: 0 added, 1 as they were." in bring_in(clips)
    (clips / "large.webm").write_bytes(webm())
    said = film("clips.clip", clips / "large.webm", clips / "clip.mp4", "--publish")
    first, second = said.splitlines()
    assert first.startswith("large.webm: added (WebM")
    assert first.endswith("published.")
    assert second.startswith("clip.mp4: there already (MP4")
    assert set(Film.objects.values_list("state", flat=True)) == {"published"}
    Resource.objects.update(standing="accepted", is_shown=True)
    UnitText.objects.update(state="published", published_at=timezone.now())
    assert "Films: 1 files" in pack("plan", "--films-up-to", 1)
    place = tmp_path / "pack"
    assert "Films" not in pack("plan")
    pack("make", "--films-up-to", 1, "--out", place)
    assert [file.suffix for file in (place / "films").iterdir()] == [".mp4"]
    assert "Films" not in pack("plan", "--since", place)
    pack("make", "--since", place, "--out", tmp_path / "delta.zip")
    with zipfile.ZipFile(tmp_path / "delta.zip") as delta:
        assert json.loads(delta.read("manifest.json"))["films_up_to"] == 1


def test_what_is_no_film_or_no_file_is_refused(tmp_path: Path) -> None:
    make_unit()
    (tmp_path / "a.mp4").write_text("<html>")
    (tmp_path / "link.mp4").symlink_to(tmp_path / "a.mp4")
    with pytest.raises(NoFilm):
        film("sorter.safety", tmp_path / "a.mp4")
    for name in ("link.mp4", "none.mp4"):
        with pytest.raises(FolderRefused):
            film("sorter.safety", tmp_path / name)
    assert not Film.objects.exists()
