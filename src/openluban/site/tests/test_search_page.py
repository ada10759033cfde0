"""The search page marks what was found, asks what was meant, and is narrowed."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.search.indexing import Document, index
from openluban.kernel.text import LocalizedText

pytestmark = pytest.mark.django_db


def test_search_marks_words_and_asks_what_was_meant(client: Client) -> None:
    title = LocalizedText({"ru": "Токарный станок с ЧПУ", "en": "CNC lathe"})
    index([Document("concepts", "lathe", title, "", is_shown=True, texts={})])
    answer = client.get("/search/", {"q": "тонарный резец"})
    assert answer.context["meant"].text == "токарный резец"
    assert "q=%D1%82%D0%BE%D0%BA%D0%B0%D1%80%D0%BD%D1%8B%D0%B9" in answer.context["meant"].url
    assert [hit.through[0].text for hit in answer.context["hits"]] == ["токарный"]


@pytest.mark.parametrize(
    "given", [{"lang": "xx"}, {"kind": "xx"}, {"lang": "ru", "kind": "manual"}]
)
def test_search_is_narrowed_by_language_and_kind(client: Client, given: dict[str, str]) -> None:
    title = LocalizedText({"ru": "Станок", "en": "Lathe"})
    index([Document("concepts", "lathe", title, "", is_shown=True, texts={})])
    hits = client.get("/search/", {"q": "станок", **given}).context["hits"]
    # A concept is no resource; what is no choice narrows nothing.
    assert len(hits) == (0 if given.get("kind") == "manual" else 1)


def test_a_search_asks_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    title = LocalizedText({"ru": "Токарный станок", "en": "Lathe", "zh-hans": "车床"})
    index([Document("concepts", f"l{at}", title, "", is_shown=True, texts={}) for at in range(9)])
    client.get("/search/", {"q": "lathe"})  # the term base is read once after a change
    for question in ("тонарный станок 车床", "lahte machine", "a whole sentence about the lathe"):
        with django_assert_max_num_queries(12):
            client.get("/search/", {"q": question})
