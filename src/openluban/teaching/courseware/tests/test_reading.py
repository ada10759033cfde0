"""What comes over of a sound package, whichever kind it is."""

import pytest

from openluban.teaching.courseware.formats.languages_beside import parted
from openluban.teaching.courseware.reading import Reading, read_package
from openluban.teaching.courseware.rules.addresses import inside, is_web, scheme_of
from openluban.teaching.courseware.rules.parcel import Kind
from openluban.teaching.courseware.rules.rights import spdx_of
from openluban.teaching.courseware.tests.make import (
    CC13,
    FILES,
    ITEMS,
    LOM,
    RESOURCES,
    SCORM12,
    SCORM2004,
    course_structure,
    item,
    manifest,
    package,
    resource,
    unit,
    zipped,
)


def read(data: bytes, language: str = "") -> Reading:
    return read_package(data, "sorter.zip", language=language)


def rules(reading: Reading) -> set[str]:
    return {note.rule for note in reading.notes}


@pytest.mark.parametrize(
    ("space", "said", "kind", "version"),
    [
        (SCORM12, "1.2", Kind.SCORM_12, "1.2"),
        (SCORM2004, "CAM 1.3", Kind.SCORM_2004, "2004 2nd Edition"),
        (SCORM2004, "2004 3rd Edition", Kind.SCORM_2004, "2004 3rd Edition"),
        (SCORM2004, "2004 4th Edition", Kind.SCORM_2004, "2004 4th Edition"),
        (CC13.replace("1p3", "1p1"), "1.1.0", Kind.CARTRIDGE, "1.1"),
        (CC13.replace("1p3", "1p2"), "1.2.0", Kind.CARTRIDGE, "1.2"),
        (CC13, "1.3.0", Kind.CARTRIDGE, "1.3"),
    ],
)
def test_kinds_and_versions_are_told_by_namespace(
    space: str, said: str, kind: Kind, version: str
) -> None:
    reading = read(package(space=space, version=said))
    assert (reading.parcel.kind, reading.parcel.version) == (kind, version)
    assert [(text.slug, text.number) for text in reading.folder.texts] == [
        ("safety", 1),
        ("wiring", 2),
    ]


def test_pages_come_over_with_their_words_pictures_and_language() -> None:
    reading = read(package())
    first, second = reading.folder.texts
    assert (first.language, second.language) == ("zh-hans", "zh-hans")
    assert first.body.startswith("# 安全\n\n先断电。")
    assert "![点](files/" in first.body
    assert second.body == "# 接线\n\n- 棕色线接 24 V。\n"
    assert len(reading.folder.images) == 1
    assert rules(reading) == {"page.script"}


def test_metadata_come_from_the_package() -> None:
    metadata = read(package()).folder.metadata
    assert metadata.name == {"zh-hans": "分拣站", "en": "A sorter"}
    assert metadata.values["rights"] == "CC-BY-4.0"
    assert metadata.values["original_language"] == "zh-hans"


def test_old_scorm_metadata_are_read_too() -> None:
    lom = """<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><title>
    <langstring xml:lang="ru">Сортировка</langstring></title><language>ru</language></general>
    <lifecycle><contribute><centity><vcard>BEGIN:VCARD
    FN: Farida
    END:VCARD</vcard></centity></contribute></lifecycle></lom>"""
    made = manifest(ITEMS, RESOURCES, space=SCORM12, version="1.2", lom=lom)
    reading = read(zipped({"imsmanifest.xml": made, **FILES}))
    assert reading.folder.metadata.name == {"ru": "Сортировка"}
    assert reading.folder.metadata.values["credit"] == "Farida"


def test_metadata_may_lie_in_a_file_of_their_own() -> None:
    where = '<a:location xmlns:a="http://www.adlnet.org/xsd/adlcp_v1p3">meta/lom.xml</a:location>'
    made = manifest(ITEMS, RESOURCES, space=SCORM2004, version="CAM 1.3", lom=where)
    reading = read(zipped({"imsmanifest.xml": made, "meta/lom.xml": LOM, **FILES}))
    assert reading.folder.metadata.values["rights"] == "CC-BY-4.0"


def test_links_topics_and_quizzes_of_a_cartridge() -> None:
    link = '<webLink xmlns="urn:w"><title>t</title><url href="https://example.org/a b"/></webLink>'
    topic = (
        '<topic xmlns="urn:t"><title>Talk</title>'
        '<text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>'
    )
    items = item("I1", "R1", "Look") + item("I2", "R2", "Talk") + item("I3", "R3", "Quiz")
    resources = (
        resource("R1", "l.xml", kind="imswl_xmlv1p3")
        + resource("R2", "t.xml", kind="imsdt_xmlv1p3")
        + resource("R3", "q.xml", kind="imsqti_xmlv1p2/imscc_xmlv1p3/assessment")
    )
    reading = read(package(items, resources, {"l.xml": link, "t.xml": topic, "q.xml": "<q/>"}))
    assert [text.body for text in reading.folder.texts] == [
        "# Look\n\n[https://example.org/a%20b](<https://example.org/a%20b>)\n",
        "# Talk\n\nWhy?\n",
    ]
    assert {"resource.quiz", "resource.discussion"} <= rules(reading)


def test_sequencing_is_said_not_to_come_over() -> None:
    items = item("I1", "R1", "安全", "<imsss:sequencing/>")
    reading = read(package(items, resource("R1", "pages/safety.html"), space=SCORM2004,
                           version="2004 4th Edition"))  # fmt: skip
    assert "item.sequencing" in rules(reading)


def test_further_pages_of_a_resource_follow_its_first() -> None:
    more = '<file href="pages/wiring.html"/><file href="images/dot.png"/>'
    reading = read(package(item("I1", "R1", "安全"), resource("R1", "pages/safety.html", more)))
    assert [text.file for text in reading.folder.texts] == [
        "pages/safety.html",
        "pages/wiring.html",
    ]


def test_pages_without_an_item_follow_in_a_cartridge() -> None:
    reading = read(package(item("I1", "R2", "接线")))
    assert [text.slug for text in reading.folder.texts] == ["wiring", "safety"]
    assert "resource.no_item" in rules(reading)


def test_names_written_by_old_chinese_tools_are_found() -> None:
    page = "<html><head><meta charset='gb2312'></head><body><h1>安全</h1></body></html>"
    made = manifest(item("I1", "R1", "安全"), resource("R1", "页面/安全.html"))
    written = "页面/安全.html".encode("gb18030")
    stand_in = "x" * len(written)
    data = zipped(
        {
            "imsmanifest.xml": made.replace("UTF-8", "GB2312").encode("gb18030"),
            stand_in: page.encode("gb18030"),
        }
    ).replace(stand_in.encode(), written)  # a zip that does not say how its names are written
    assert read(data, "zh").folder.texts[0].body == "# 安全\n"


def test_words_kept_for_scripts_are_read() -> None:
    page = (
        "<html lang='en'><meta charset='utf-8'><body><div id='x'></div>"
        "<script type='text/template' id='p1'><h1>Rocks</h1><p>Hard.</p></script>"
        "<template><p>Soft.</p></template><script>let a = '<p>no</p>';</script></body></html>"
    )
    made = manifest(item("I1", "R1", "Rocks"), resource("R1", "a.html"))
    reading = read(zipped({"imsmanifest.xml": made, "a.html": page}))
    assert reading.folder.texts[0].body == "# Rocks\n\nHard.\n\nSoft.\n"
    assert "page.template" in rules(reading)


def test_a_cmi5_course_in_a_zip_and_bare() -> None:
    page = (
        "<!doctype html><html lang='zh-Hans'><meta charset='utf-8'><body>"
        "<article lang='zh-Hans'><h1>安全</h1></article>"
        "<article lang='ru'><h1>Безопасность</h1></article></body></html>"
    )
    made = course_structure(unit("urn:1", "a/safety.html?x=1#y"))
    reading = read(zipped({"cmi5.xml": made, "a/safety.html": page}))
    texts = [(text.slug, text.language, text.body) for text in reading.folder.texts]
    assert texts == [
        ("safety", "zh-hans", "# 安全\n"),
        ("safety", "ru", "# Безопасность\n"),
    ]
    assert reading.folder.metadata.name == {"zh-hans": "分拣站", "ru": "Сортировка"}
    bare = read(course_structure(unit("urn:1", "https://example.org/au")).encode())
    assert bare.parcel.kind is Kind.CMI5
    assert [text.language for text in bare.folder.texts] == ["ru", "zh-hans"]
    assert "Как работать безопасно." in bare.folder.texts[0].body
    assert "https://example.org/au" in bare.folder.texts[0].body


def test_a_text_that_says_no_language_has_none() -> None:
    page = "<html><meta charset='utf-8'><body><p>Words.</p></body></html>"
    made = manifest(item("I1", "R1", "Words"), resource("R1", "a.html"), lom="")
    data = zipped({"imsmanifest.xml": made, "a.html": page})
    assert read(data).folder.texts[0].language == ""
    assert read(data, "en").folder.texts[0].language == "en"


def test_only_articles_of_several_languages_are_parted() -> None:
    one = b"<article lang='ru'>a</article>"
    assert parted(one) == []
    assert parted(one + one) == []
    assert parted(b"\xff" + one) == []
    found = parted(one + b"<p>x</p><article lang='en'>b<article lang='de'>c</article></article>")
    assert [language for language, _page in found] == ["ru", "en"]


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        ("CC Attribution Share Alike - http://creativecommons.org/licenses/by-sa/4.0",
         "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/deed.ru", "CC-BY-NC-ND-3.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC0 1.0", "CC0-1.0"),
        ("CC BY", ""),
        ("CC BY 4.0 or CC BY-SA 4.0", ""),
        ("Private (Copyrighted)", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_licences_in_words(words: str, licence: str) -> None:
    assert spdx_of(words) == licence


@pytest.mark.parametrize(
    ("base", "address", "path"),
    [
        ("a", "b.html?x=1#y", "a/b.html"),
        ("a/b", "../c%20d.html", "a/c d.html"),
        ("", "./a/./b", "a/b"),
        ("a", "#top", ""),
        ("a", "../../b", None),
        ("", "..", None),
        ("", "/etc/passwd", None),
        ("", "%2Fetc/passwd", None),
        ("a", "..%2f..%2fb", None),
        ("", "a\\b", None),
    ],
)
def test_addresses_inside_a_package(base: str, address: str, path: str | None) -> None:
    assert inside(base, address) == path


def test_schemes_are_seen_through_spaces_and_case() -> None:
    assert scheme_of(" JaVa\tScript:alert(1)") == "javascript"
    assert is_web("//example.org/a")
    assert not is_web("a/b:c")
