"""Other words for what was asked, which modules know."""

from collections.abc import Sequence
from typing import Any

import pytest

from openluban.foundation.search import expanding
from openluban.foundation.search.expanding import Reading, Through, declare_expander, readings_of
from openluban.foundation.search.finding import find
from openluban.foundation.search.indexing import index
from openluban.foundation.search.tests.making import make_document
from openluban.kernel.actor import PUBLIC, SYSTEM

pytestmark = pytest.mark.django_db
WELDING = Through("сварка", "ru", "/terms/welding-ru/")


def welding(question: str) -> Sequence[Reading]:
    if question != "welding":
        return []
    return [
        Reading("сварка", WELDING, {"сварка": "сварк"}),
        Reading("焊接 工", Through("焊接 工", "zh-hans")),
        Reading("welding", Through("itself")),
    ]


@pytest.fixture(autouse=True)
def _one_expander(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "_EXPANDERS", {})
    declare_expander("welding", welding)


def test_an_expander_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        declare_expander("welding", welding)


def test_a_question_is_no_other_reading_of_itself() -> None:
    assert [reading.question for reading in readings_of("welding")] == ["сварка", "焊接 工"]


def found(question: str, **more: Any) -> list[tuple[str, str]]:
    hits = find(question, actor=more.pop("actor", PUBLIC), **more).hits
    return [(hit.key, hit.through.text if hit.through else "") for hit in hits]


def test_hits_by_other_words_follow_and_say_through_which() -> None:
    index(
        [
            make_document("later", "Welding shop", "сварка"),
            make_document("chinese", zh="焊接工位"),
            make_document("forms", "Пост сварки"),
            make_document("exact", "Сварка"),
            make_document("half", zh="焊接"),
        ]
    )
    assert found("welding") == [
        ("later", ""),
        ("exact", "сварка"),
        ("forms", "сварка"),
        ("chinese", "焊接 工"),
    ]
    assert found("other") == []


@pytest.mark.parametrize("before", range(9))
def test_hits_by_other_words_have_one_order_wherever_they_stand(before: int) -> None:
    """PostgreSQL asks samples of the documents first, so what it hands out first varies."""
    index([make_document(f"before{number}", "Nothing") for number in range(before)])
    index([make_document(f"post{number}", "Пост сварки") for number in range(9)])
    assert [key for key, _through in found("welding")] == [f"post{number}" for number in range(9)]


def test_register_and_sight_hold_for_other_words_too() -> None:
    index(
        [
            make_document("a", "Сварка", register="halls"),
            make_document("b", "Сварка", is_shown=False, scope="tute"),
        ]
    )
    assert found("welding", register="halls") == [("a", "сварка")]
    assert found("welding", register="workshops") == []
    assert found("welding", register="workshops", actor=SYSTEM) == [("b", "сварка")]


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_every_hit_comes_once_however_small_the_page(limit: int) -> None:
    index([make_document(f"d{number}", "welding") for number in range(3)])
    index([make_document(f"o{number}", "сварка") for number in range(4)])
    keys: list[str] = []
    after = ""
    while True:
        page = find("welding", actor=PUBLIC, limit=limit, after=after)
        keys += [hit.key for hit in page.hits]
        if not page.more:
            break
        after = page.after
    assert keys == ["d0", "d1", "d2", "o0", "o1", "o2", "o3"]


def test_an_after_beyond_the_end_finds_nothing() -> None:
    index([make_document("a", "сварка")])
    assert found("welding", after="o-99") == []


def test_takes_one_query_more(django_assert_num_queries: Any) -> None:
    index([make_document("a", "сварка")])
    with django_assert_num_queries(3):
        find("welding", actor=PUBLIC)
