"""Folders of Markdown: what comes over, what does not, and what is refused."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import Folder, read_folder
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import linked
from openluban.teaching.library.keeping import place_of
from openluban.teaching.library.models import Resource, State, StoredFile, Unit, UnitText
from openluban.teaching.library.tests.make import META, PNG, RU, ZH, bring_in, make_folder
from openluban.teaching.library.use_cases.import_folder import Wish

GOOD: dict[str, str | bytes] = {"01-safety.zh.md": ZH, "01-safety.ru.md": RU}
SHARED = Path(__file__).parents[6] / "shared" / "data" / "iot"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def rules_of(place: Path) -> list[tuple[str, str, int | None]]:
    """Return what refuses a folder: (file, rule, line)."""
    with pytest.raises(FolderRefused) as refused:
        read_folder(place)
    return [(each.field, each.rule, each.row) for each in refused.value.problems]


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
    assert place_of(kept.digest, "png").read_bytes() == PNG
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
                "notes.docx": b"PK",
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
            ("notes.docx", "file.unused", None),
        ],
        key=str,
    )


def test_links_lead_nowhere_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# secret")
    place = make_folder(tmp_path / "in", GOOD)
    (place / "02-x.zh.md").symlink_to(secret)
    (place / "img.png").symlink_to(secret)
    (place / "deep").symlink_to(tmp_path)

    assert sorted(rules_of(place)) == [
        ("02-x.zh.md", "file.link", None),
        ("deep", "file.link", None),
        ("img.png", "file.link", None),
    ]


def test_an_image_that_is_a_link_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    place = make_folder(tmp_path / "in", {"01-a.zh.md": "![x](a.png)"})
    (place / "a.png").symlink_to(secret)

    assert rules_of(place) == [("a.png", "file.link", None)]


def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", GOOD)
    os.mkfifo(place / "02-x.zh.md")

    assert rules_of(place) == [("02-x.zh.md", "file.not_plain", None)]


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "02-x.zh.md": "![x](a.png)"})
    for name in ("03-x.zh.md", "a.png"):
        with (place / name).open("wb") as file:
            file.truncate(2**31)

    assert rules_of(place) == [
        ("a.png", "file.too_large", None),
        ("03-x.zh.md", "file.too_large", None),
    ]


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"# a\n\nb\0c", "file.binary", 3),
        ("# 安全\n\n断电".encode("gb18030"), "file.not_utf8", 1),
        ("ok\n\nпитание".encode("cp1251"), "file.not_utf8", 3),
        ("# 安全".encode("utf-16"), "file.not_utf8", 1),
    ],
)
def test_other_encodings_are_refused_with_their_line(
    tmp_path: Path, data: bytes, rule: str, line: int
) -> None:
    place = make_folder(tmp_path / "in", {"01-a.zh.md": data})
    found = rules_of(place)

    assert found[0][0] == "01-a.zh.md"
    assert found[0][1] in {rule, "file.binary"}
    assert found[0][2] == line


def test_two_texts_of_one_unit_in_one_language_are_refused(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "in", {"01-a.zh.md": "x", "02-a.zh-CN.md": "y"})

    assert rules_of(place) == [("02-a.zh-CN.md", "text.twice", None)]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("{\n", "metadata.not_json", 2),
        ("[" * 100_000, "metadata.not_json", 1),
        ("[]", "metadata.not_json", 1),
        ('{"key": "a",\n"path": "/etc"}', "metadata.unknown", 2),
        ('{"key": 5}', "metadata.type", 1),
        ('{"key": "a",\n"name": {"klingon": "x"}}', "metadata.name", 2),
        ('{"name": "x"}', "metadata.name", 1),
    ],
)
def test_faults_of_resource_json_have_line_and_rule(
    tmp_path: Path, text: str, rule: str, line: int
) -> None:
    place = make_folder(tmp_path / "in", {**GOOD, "resource.json": text}, meta=None)

    assert rules_of(place) == [("resource.json", rule, line)]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["../../etc", "a/b", "UPPER CASE", "x" * 90])
def test_a_key_that_is_none_is_refused(tmp_path: Path, key: str) -> None:
    place = make_folder(tmp_path / "in", GOOD, meta={**META, "key": key})
    with pytest.raises(Invalid, match="key"):
        bring_in(place)


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    assert rules_of(tmp_path / "none")[0][1] == "folder.unreadable"


def test_images_are_known_by_their_first_bytes() -> None:
    assert image_ending(PNG) == "png"
    assert image_ending(b"\xff\xd8\xff\xe0") == "jpg"
    assert image_ending(b"RIFF\0\0\0\0WEBPVP8 ") == "webp"
    assert image_ending(b"<svg>") == image_ending(b"GIF89a") == image_ending(b"") == ""
    assert LARGEST_IMAGE < 10_000_000


@given(st.text("![]()<>#`~-|abc./: \n\tпт传", max_size=200))
def test_any_text_can_be_read_for_its_images(text: str) -> None:
    found = linked(text, lambda _address, _line: "")

    assert found.body == linked(found.body, lambda _address, _line: "").body


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared lessons on IoT are not here")
def test_lessons_that_others_wrote_come_over() -> None:
    outcome = bring_in(SHARED, Wish(rights="MIT", publish=True), SYSTEM)

    assert len(outcome.written) == 20
    assert {note.rule for note in outcome.notes} >= {"image.outside", "text.html"}
    assert bring_in(SHARED, Wish(rights="MIT"), make_officer()).written == ()
