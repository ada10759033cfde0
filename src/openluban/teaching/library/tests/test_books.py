"""Books of resources: what is in them, for whom, and that they stay the same."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.actor import SYSTEM
from openluban.teaching.library import books
from openluban.teaching.library.books import write_book
from openluban.teaching.library.errors import BookTooLarge, NotPublishedIn, OneLanguageTwice
from openluban.teaching.library.models import Resource, Unit
from openluban.teaching.library.queries.book import contents_of, public_resource
from openluban.teaching.library.tests.epub import NS, complaints, documents_of, words_of
from openluban.teaching.library.tests.made_films import mp4
from openluban.teaching.library.tests.make import (
    AT,
    PNG,
    RU,
    ZH,
    bring_in,
    make_folder,
    make_text,
    make_unit,
)
from openluban.teaching.library.use_cases.add_film import add_film
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.use_cases.supersede import supersede_text

pytestmark = pytest.mark.django_db
BOOK = "/library/sorter/book.epub"


@pytest.fixture(autouse=True)
def course(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    picture = "\n\n![{}](a.png)\n"
    files: dict[str, str | bytes] = {
        "a.png": PNG,
        "01-safety.zh.md": ZH + picture.format("电柜"),
        "01-safety.ru.md": RU + picture.format("Щит"),
        "02-start.zh.md": "# 启动\n\n## 上电\n\n<b>按</b>下 [这里](https://luban.example/a).\n",
    }
    bring_in(make_folder(tmp_path / "in", files))


def book(*languages: str, site: str = "https://luban.example") -> dict[str, Element]:
    return documents_of(data(*languages, site=site))


def data(*languages: str, site: str = "https://luban.example") -> bytes:
    made = BytesIO()
    write_book(made, contents_of(public_resource("sorter"), languages), site)
    return made.getvalue()


def metadata(documents: dict[str, Element], name: str) -> list[str | None]:
    return [each.text for each in documents["package.opf"].iterfind(f".//dc:{name}", NS)]


def test_two_languages_stand_paragraph_by_paragraph() -> None:
    documents = book("zh-hans", "ru")
    page = documents["unit-0001.xhtml"]
    pairs = page.findall(".//h:div[@class='pair']", NS)
    sides = [[(each.get("lang"), words_of(each)) for each in pair] for pair in pairs]

    assert sides[0] == [("zh-Hans", "先断电。"), ("ru", "Сначала отключите питание.")]
    assert words_of(page.find(".//h:h1", NS) or page) == "安全 Безопасность"
    assert len(page.findall(".//h:img", NS)) == 1
    assert words_of(page).count("Щит") == 1
    assert metadata(documents, "language") == ["zh-Hans", "ru"]


def test_the_contents_lead_to_every_heading() -> None:
    documents = book("zh-hans")
    contents = documents["nav.xhtml"]
    links = [each.get("href") for each in contents.iterfind(".//h:a", NS)]

    assert links == ["title.xhtml", "unit-0001.xhtml", "unit-0002.xhtml", "unit-0002.xhtml#h1"]
    inner = contents.find(".//h:ol/h:li/h:ol/h:li", NS)
    assert inner is not None
    assert words_of(inner) == "上电"
    assert documents["unit-0002.xhtml"].find(".//h:h2[@id='h1']", NS) is not None
    assert "<b>" not in words_of(documents["unit-0002.xhtml"])


def test_a_unit_that_a_language_lacks_says_so() -> None:
    words = words_of(book("zh-hans", "ru")["unit-0002.xhtml"])
    assert "尚未" in words or "Not published in" in words
    assert "unit-0002.xhtml" not in book("ru")


def test_a_translation_that_has_not_followed_says_so() -> None:
    unit = Unit.objects.get(key="sorter.safety")
    make_text(unit, body=ZH.replace("先断电", "先断气"), is_published=True)
    documents = book("ru")
    note = documents["unit-0001.xhtml"].find(".//h:p[@class='note']", NS)

    assert note is not None
    assert note.get("lang") == "ru"
    notes = book("zh-hans", "ru")["unit-0001.xhtml"].findall(".//h:p[@class='note']", NS)
    # The whole, then the clause that changed and the picture that the original no longer has.
    assert [each.get("lang") for each in notes] == ["ru", "zh-Hans", "zh-Hans"]


def test_only_what_is_published_is_in_it_whoever_asks() -> None:
    make_text(make_unit("sorter.new"), body="# 草稿\n\n秘密\n")
    unit = Unit.objects.get(key="sorter.safety")
    supersede_text(unit_key=unit.key, edition=("ru", 1), reason="Wrong.", actor=SYSTEM, at=AT)

    response = client_of(make_officer()).get(BOOK, {"in": "zh-hans"})
    assert response["Content-Type"] == "application/epub+zip"
    assert "秘密" not in "".join(words_of(each) for each in documents_of(response.content).values())
    with pytest.raises(NotPublishedIn):
        book("ru")


def test_the_same_texts_give_the_same_bytes_and_the_newest_its_date() -> None:
    first = data("zh-hans", "ru")
    assert first == data("zh-hans", "ru")
    before = documents_of(first)["package.opf"]

    unit = Unit.objects.get(key="sorter.safety")
    text = make_text(unit, body=ZH + "\n新\n", is_published=True)
    type(text).objects.filter(pk=text.pk).update(published_at=AT + timedelta(days=1))
    after = book("zh-hans", "ru")["package.opf"]

    def modified(package: Element) -> str | None:
        return package.findtext(".//o:meta[@property='dcterms:modified']", namespaces=NS)

    assert modified(before) == "2026-03-01T12:00:00Z"
    assert modified(after) == "2026-03-02T12:00:00Z"
    name = ".//dc:identifier"
    assert before.findtext(name, namespaces=NS) == after.findtext(name, namespaces=NS)
    one = book("zh-hans")["package.opf"].findtext(name, namespaces=NS)
    assert one != before.findtext(name, namespaces=NS)


def test_odd_names_break_nothing(tmp_path: Path) -> None:
    resource = Resource.objects.get(key="sorter")
    resource.name = type(resource.name)({"zh-hans": "\x01", "ru": '<i>"А" & Б</i>\x0b'})
    resource.credit = "]]> & <\x0c>"
    resource.save()

    made = data("zh-hans", "ru")
    assert metadata(documents_of(made), "title") == ['<i>"А" & Б</i>']
    assert not complaints(made, tmp_path)


def test_what_a_book_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OneLanguageTwice):
        book("ru", "ru")
    monkeypatch.setattr(books, "MOST_PICTURES", 0)
    with pytest.raises(BookTooLarge):
        book("ru")
    assert Client().get(BOOK, {"in": "kk"}).status_code == 409
    assert Client().get(BOOK, {"in": "ru", "beside": "ru"}).status_code == 409
    assert Client().get("/library/none/book.epub").status_code == 404


def test_the_page_of_a_resource_leads_to_its_books() -> None:
    shown = Client().get("/library/sorter/").content.decode()
    assert f'href="{BOOK}?in=zh-hans"' in shown
    assert f'href="{BOOK}?in=zh-hans&amp;beside=ru"' in shown


def test_a_book_takes_the_same_queries_however_many_units() -> None:
    resource = public_resource("sorter")
    with CaptureQueriesContext(connection) as few:
        contents_of(resource, ("zh-hans", "ru"))
    for place in range(5):
        unit = make_unit(f"sorter.more-{place}")
        make_text(unit, is_published=True)
        make_text(unit, "ru", RU, is_published=True)
        make_text(unit, body=ZH + "\n新\n", is_published=True)
    with CaptureQueriesContext(connection) as many:
        contents_of(resource, ("zh-hans", "ru"))
    assert len(few) <= 6
    assert len(many) <= 6


def test_a_sentence_stands_in_place_of_a_film(tmp_path: Path) -> None:
    before = data("ru")
    film = add_film(
        unit_key="sorter.safety", file=BytesIO(mp4()), name="a.mp4", actor=SYSTEM, at=AT
    )
    assert data("ru") == before
    publish_film(
        unit_key="sorter.safety", digest=film.digest, without_review="test", actor=SYSTEM, at=AT
    )
    assert complaints(data("ru"), tmp_path) == []
    words = words_of(book("ru")["unit-0001.xhtml"])
    assert "https://luban.example/units/sorter.safety/read/" in words
    assert "luban.example" not in words_of(book("ru", site="")["unit-0001.xhtml"])
