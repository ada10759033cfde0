"""Folders of Markdown: what comes over, what does not, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.folder_parts import Folder
from openluban.teaching.library.keeping import image_data
from openluban.teaching.library.models import Resource, State, StoredFile, Unit, UnitText
from openluban.teaching.library.tests.make import PNG, RU, ZH, bring_in, make_folder
from openluban.teaching.library.use_cases.import_folder import Wish

GOOD: dict[str, str | bytes] = {"01-safety.zh.md": ZH, "01-safety.ru.md": RU}
SHARED = Path(__file__).parents[6] / "shared" / "data" / "iot"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def notes_of(folder: Folder) -> list[tuple[str, str, int | None]]:
    return [(each.field, each.rule, each.row) for each in folder.notes]


@pytest.mark.django_db
def test_a_folder_becomes_a_resource_with_units_in_their_languages(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "02-run.en.md": "# First run\n\nStart."})
    outcome = bring_in(place)

    assert (outcome.resource, outcome.is_new, outcome.units) == ("sorter", True, 2)
    assert (len(outcome.written), outcome.published, outcome.notes) == (3, 3, ())
    resource = Resource.objects.get()
    assert (resource.original_language, resource.rights) == ("zh-hans", "CC-BY-4.0")
    units = Unit.objects.order_by("position")
    assert [(unit.key, unit.position) for unit in units] == [
        ("sorter.safety", 1),
        ("sorter.run", 2),
    ]
    assert units[0].name.wordings == {"zh-hans": "安全", "ru": "Безопасность"}
    russian = UnitText.objects.get(language="ru")
    assert russian.source == UnitText.objects.get(language="zh-hans")
    assert russian.state == State.PUBLISHED


@pytest.mark.django_db
def test_the_same_folder_again_makes_nothing_new(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    bring_in(place)
    entries = Entry.objects.count()
    outcome = bring_in(place)

    assert (outcome.is_new, outcome.units, outcome.written) == (False, 0, ())
    assert len(outcome.unchanged) == 2
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_drafts_brought_in_earlier_can_be_published_by_bringing_them_in_again(
    tmp_path: Path,
) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    assert bring_in(place, Wish()).published == 0
    assert bring_in(place).published == 2


@pytest.mark.django_db
def test_a_preview_keeps_nothing(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "02-p.zh.md": "![x](a.png)\n", "a.png": PNG})
    outcome = bring_in(place, Wish(only_look=True))

    assert len(outcome.written) == 3
    assert not Resource.objects.exists()
    assert not (tmp_path / "files").exists()


@pytest.mark.django_db
def test_plain_pairs_need_no_more_than_rights(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "My Course", {"a.en.md": "# A", "a.zh.md": "# 甲"}, meta=None)
    with pytest.raises(Invalid, match="rights"):
        bring_in(place)
    outcome = bring_in(place, Wish(rights="MIT"))

    assert outcome.resource == "my-course"
    assert Resource.objects.get().original_language == "en"
    assert UnitText.objects.get(language="zh-hans").source is not None


@pytest.mark.django_db
def test_the_command_says_more_than_the_folder(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    wish = Wish(resource="other", rights="LicenseRef-letter", original="ru")
    bring_in(place, wish)
    resource = Resource.objects.get()

    assert (resource.key, resource.rights) == ("other", "LicenseRef-letter")
    assert resource.original_language == "ru"


@pytest.mark.django_db
def test_who_may_bring_in_and_publish(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    with pytest.raises(NotAllowed):
        bring_in(place, Wish(), PUBLIC)
    carl = make_contributor()
    with pytest.raises(NotAllowed):
        bring_in(place, Wish(publish=True), carl)
    bring_in(place, Wish(), carl)
    assert Resource.objects.get().standing == "proposed"


@pytest.mark.django_db
def test_an_import_that_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    too_long = "a\n\n" * 2_001
    place = make_folder(tmp_path / "in", {**GOOD, "02-z.zh.md": too_long})
    with pytest.raises(FolderRefused, match=r"02-z\.zh\.md") as refused:
        bring_in(place)

    assert refused.value.problems[0].rule == "library.too_many_clauses"
    assert not Resource.objects.exists()
    assert not Entry.objects.filter(subject_kind__in=["library", "units"]).exists()


@pytest.mark.django_db
def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderRefused, match="no_text"):
        bring_in(make_folder(tmp_path / "in", {}))


@pytest.mark.django_db
def test_images_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    text = "# A\n\n![One](img/a%20b.png)\n\n![Two][ref]\n\n[ref]: img/c.jpg\n"
    text += "\n```\n![](img/c.jpg)\n```\n"
    images = {"img/a b.png": PNG, "img/c.jpg": PNG}  # one image under two names, told by its bytes
    place = make_folder(tmp_path / "in", {"01-a.zh.md": text, **images})
    outcome = bring_in(place)
    kept = StoredFile.objects.get()

    assert outcome.images == 1
    assert (kept.ending, kept.size) == ("png", len(PNG))
    assert image_data(kept.digest, "png") == PNG
    body = UnitText.objects.get().body
    assert body.count(f"files/{kept.name}") == 2
    assert "```\n![](img/c.jpg)\n```" in body
    assert bring_in(place).written == ()


def test_what_does_not_come_over_is_told_with_file_line_and_rule(tmp_path: Path) -> None:
    body = (
        "# A\n\n<div>x</div>\n\n![a](none.png)\n\n![a](http://h.example/x.png)\n\n"
        "[a](other.md) and ![a](pic.svg)\n\n![a](../../etc/passwd)\n"
    )
    folder = read_folder(
        make_folder(
            tmp_path / "in",
            {
                "01-a.zh.md": body,
                "02-b.zh.md": " \n",
                "03-c.klingon.md": "x",
                "README.md": "x",
                "sub/04-d.zh.md": "x",
                "pic.svg": "<svg onload='x'/>",
                "notes.odt": b"PK",
                ".hidden": "x",
            },
        )
    )
    assert [text.slug for text in folder.texts] == ["a"]
    assert sorted(notes_of(folder), key=str) == sorted(
        [
            ("01-a.zh.md", "text.html", 3),
            ("01-a.zh.md", "image.missing", 5),
            ("01-a.zh.md", "image.elsewhere", 7),
            ("01-a.zh.md", "link.relative", 9),
            ("pic.svg", "image.kind", None),
            ("01-a.zh.md", "image.outside", 11),
            ("02-b.zh.md", "text.empty", None),
            ("03-c.klingon.md", "text.unknown_language", None),
            ("README.md", "text.no_language", None),
            ("sub/04-d.zh.md", "text.in_subfolder", None),
            ("notes.odt", "file.unused", None),
        ],
        key=str,
    )


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared lessons on IoT are not here")
def test_lessons_that_others_wrote_come_over() -> None:
    outcome = bring_in(SHARED, Wish(rights="MIT", publish=True), SYSTEM)

    assert len(outcome.written) == 20
    assert {note.rule for note in outcome.notes} >= {"image.outside", "text.html"}
    assert bring_in(SHARED, Wish(rights="MIT"), make_officer()).written == ()
