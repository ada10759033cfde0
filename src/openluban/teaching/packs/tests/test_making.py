"""What lies in a pack, and how it is made."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.library.public import Resource
from openluban.teaching.library.public import Wish as Import
from openluban.teaching.library.tests.make import AT, bring_in, make_folder, make_resource
from openluban.teaching.packs.building import built_pack
from openluban.teaching.packs.checking import check_pack
from openluban.teaching.packs.errors import (
    AlreadyThere,
    BadWidth,
    NoLanguage,
    NoSuchLanguage,
    NothingPublished,
    OtherResource,
)
from openluban.teaching.packs.formats.zips import weight_of
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.rules.wishes import Wish
from openluban.teaching.packs.tests.make import (
    BOTH,
    content_of,
    foldered,
    make_course,
    picture,
    place_of,
    revise,
    zipped,
)
from openluban.teaching.packs.use_cases.make_pack import make_pack

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 4, 1, tzinfo=UTC)
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture
def course(tmp_path: Path) -> Resource:
    return make_course(tmp_path / "material")


def test_a_pack_holds_what_is_published_in_the_languages_wanted(course: Resource) -> None:
    built = built_pack(course, BOTH)
    paths = set(built.contents)
    assert {
        "index.html",
        "pack.css",
        "pack.js",
        "ru/index.html",
        "ru/units/sorter.sensors.html",
        "ru/beside/zh-hans/sorter.sensors.html",
        "zh-hans/beside/ru/sorter.sensors.html",
        "zh-hans/units/sorter.start.html",
        "search/ru.js",
        "search/zh-hans.js",
    } <= paths
    assert "ru/units/sorter.start.html" not in paths
    assert not any(path.startswith("en/") for path in paths)
    text = built.contents["ru/units/sorter.sensors.html"].decode()
    assert '<html lang="ru" dir="ltr">' in text
    assert "Проверьте датчик до включения питания." in text
    listed = built.manifest.by_path["ru/units/sorter.sensors.html"]
    assert (listed.unit, listed.language, listed.version) == ("sorter.sensors", "ru", 1)
    assert built.manifest.rights == "CC-BY-4.0"


def test_the_same_state_gives_the_same_bytes(course: Resource, tmp_path: Path) -> None:
    one = zipped(built_pack(course, BOTH), tmp_path / "one.zip").read_bytes()
    other = zipped(built_pack(course, BOTH), tmp_path / "other.zip").read_bytes()
    assert one == other
    assert weight_of(built_pack(course, BOTH).everything()) == len(one)


def test_every_link_inside_leads_to_a_file_of_the_pack_or_to_the_world(course: Resource) -> None:
    contents = built_pack(course, BOTH).contents
    pages = {path: data.decode() for path, data in contents.items() if path.endswith(".html")}
    lost = []
    for path, html in pages.items():
        here = Path("/") / Path(path).parent
        for link in _LINK.findall(html):
            target = link.partition("#")[0].partition("?")[0]
            if target.startswith(("https://", "http://", "mailto:")):
                continue
            resolved = (here / target).resolve().relative_to("/").as_posix() if target else path
            if resolved not in contents:
                lost.append(f"{path}: {link}")
    assert not lost
    assert all("default-src 'none'" in html for html in pages.values())


def test_a_translation_that_has_fallen_behind_says_so(course: Resource, tmp_path: Path) -> None:
    changed = (
        "# 传感器\n\n接通电源前必须检查传感器。\n\n## 接线\n\n- 棕色线接 24 V。\n- 黑色线是信号。\n"
    )
    revise(tmp_path / "newer", **{"01-sensors__zh__md": changed})
    page = built_pack(course, BOTH).contents["ru/units/sorter.sensors.html"].decode()
    assert "оригинал изменился" in page


def test_drafts_do_not_travel(course: Resource, tmp_path: Path) -> None:
    before = built_pack(course, BOTH).manifest
    folder = make_folder(tmp_path / "drafts", {"02-start.ru.md": "# Пуск\n\nЧерновик.\n"})
    bring_in(folder, Import())
    after = built_pack(course, BOTH)
    assert after.manifest == before
    assert not any("Черновик".encode() in data for data in after.contents.values())


def test_pictures_as_they_are_smaller_or_only_their_words(tmp_path: Path) -> None:
    drawing = picture()
    zh = "# 图\n\n![传感器的照片](photo.png)\n\n见图。\n"
    course = make_course(tmp_path / "m", {"03-drawing.zh.md": zh, "photo.png": drawing})
    whole = built_pack(course, Wish(("zh-hans",)))
    [path] = [path for path in whole.contents if path.startswith("pictures/")]
    assert whole.contents[path] == drawing
    page = whole.contents["zh-hans/units/sorter.drawing.html"].decode()
    assert f'src="../../{path}"' in page
    small = built_pack(course, Wish(("zh-hans",), "200"))
    [smaller] = [data for path, data in small.contents.items() if path.startswith("pictures/")]
    assert len(smaller) < len(drawing) / 8
    none = built_pack(course, Wish(("zh-hans",), "none"))
    assert not any(path.startswith("pictures/") for path in none.contents)
    page = none.contents["zh-hans/units/sorter.drawing.html"].decode()
    assert '<span class="no-picture">[传感器的照片]</span>' in page
    assert "<img" not in page


def test_a_picture_that_cannot_be_made_smaller_goes_as_it_is(tmp_path: Path) -> None:
    broken = picture()[:100] + b"\0" * 400
    zh = "# 图\n\n![坏图](photo.png)\n"
    course = make_course(tmp_path / "m", {"03-drawing.zh.md": zh, "photo.png": broken})
    built = built_pack(course, Wish(("zh-hans",), "200"))
    assert broken in built.contents.values()


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(()), NoLanguage),
        (Wish(("kk",)), NoSuchLanguage),
        (Wish(("ru", "no such thing")), NoSuchLanguage),
        (Wish(("ru",), "7"), BadWidth),
    ],
)
def test_what_cannot_be_packed(course: Resource, wish: Wish, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        built_pack(course, wish)


def test_a_language_is_refused_by_its_name(course: Resource) -> None:
    told = {"en": "“Kazakh (kk)”", "ru": "казахский (kk)", "zh-hans": "哈萨克语 (kk)"}
    for language, name in told.items():
        with translation.override(language), pytest.raises(NoSuchLanguage) as refused:
            built_pack(course, Wish(("kk",)))
        assert name in f"“{refused.value.details['given']}”"
    with pytest.raises(NoSuchLanguage, match="no such thing") as refused:
        built_pack(course, Wish(("no such thing",)))
    assert refused.value.details["given"] == "no such thing"


def test_nothing_published_and_another_resource(course: Resource) -> None:
    other = make_resource("other")
    with pytest.raises(NothingPublished):
        built_pack(other, BOTH)
    with pytest.raises(OtherResource):
        built_pack(other, BOTH, built_pack(course, BOTH).manifest)


def test_a_folder_is_there_whole_or_not_at_all(course: Resource, tmp_path: Path) -> None:
    built = built_pack(course, BOTH)
    folder = foldered(built, tmp_path / "out" / "course")
    assert set(content_of(folder)) == {*built.contents, "manifest.json", "signature.json"}
    assert check_pack(folder).files == len(built.files)
    with pytest.raises(AlreadyThere):
        foldered(built, folder)
    assert [each.name for each in folder.parent.iterdir()] == ["course"]


def test_making_keeps_the_file_a_row_and_a_line_of_history(course: Resource) -> None:
    officer = make_contributor("Farida", "dushanbe-college")
    pack = make_pack(resource_key="sorter", wish=BOTH, actor=officer, at=LATER)
    checked = check_pack(place_of(pack.sha256))
    assert checked.envelope.manifest.digest == pack.digest
    assert (pack.size, pack.files) == (place_of(pack.sha256).stat().st_size, checked.files)
    assert pack.as_at == AT
    entry = Entry.objects.get(action="packs.made")
    assert (entry.subject_kind, entry.subject_key) == ("library", "sorter")
    again = make_pack(resource_key="sorter", wish=BOTH, actor=officer, at=LATER)
    assert again.pk == pack.pk
    assert Entry.objects.filter(action="packs.made").count() == 1


def test_the_next_pack_is_what_changed(course: Resource, tmp_path: Path) -> None:
    actor = make_contributor("Farida", "dushanbe-college")
    old = make_pack(resource_key="sorter", wish=BOTH, actor=actor, at=AT)
    revise(tmp_path / "newer", **{"02-start__zh__md": "# 起动\n\n先断电，再检查。\n"})
    new = make_pack(resource_key="sorter", wish=BOTH, since=old.sha256, actor=actor, at=LATER)
    assert new.since == old.digest
    assert new.files < old.files
    assert new.size < old.size
    assert check_pack(place_of(new.sha256)).envelope.is_delta


def test_who_may_not_make_one_and_what_is_not_there(course: Resource) -> None:
    with pytest.raises(NotAllowed):
        make_pack(resource_key="sorter", wish=BOTH, actor=PUBLIC, at=AT)
    actor = make_contributor("Farida", "dushanbe-college")
    with pytest.raises(NotFound):
        make_pack(resource_key="none", wish=BOTH, actor=actor, at=AT)
    with pytest.raises(NotFound):
        make_pack(resource_key="sorter", wish=BOTH, since="0" * 64, actor=actor, at=AT)
    assert not Pack.objects.exists()


def test_a_delta_holds_what_changed_and_no_other_page(course: Resource, tmp_path: Path) -> None:
    old = built_pack(course, BOTH)
    revise(tmp_path / "newer", **{"02-start__zh__md": "# 起动\n\n先断电，再检查。\n"})
    built = built_pack(course, BOTH, old.manifest)
    assert built.manifest.as_at > old.manifest.as_at
    assert [file.path for file in built.files] == [
        "ru/about.html",
        "search/zh-hans.js",
        "zh-hans/about.html",
        "zh-hans/units/sorter.start.html",
    ]
