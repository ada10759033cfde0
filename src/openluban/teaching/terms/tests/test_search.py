"""Terms are the bridge between languages in search."""

import pytest
from django.test import Client

from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.foundation.search.finding import Hit, find
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.teaching.terms.search import readings
from openluban.teaching.terms.tests.make import AT, make_concept, make_lathe, make_term

pytestmark = pytest.mark.django_db


def make_works(key: str, name: str, **cells: str) -> None:
    cells = {"key": key, "name_ru": name, "kind": "enterprise", **cells}
    enter_record(register_key="institutions", cells=cells, actor=SYSTEM, at=AT)


def hits(question: str, register: str = "institutions") -> list[Hit]:
    return find(question, actor=PUBLIC, register=register).hits


def through(hit: Hit) -> str:
    return hit.through.text if hit.through else ""


def test_a_chinese_term_finds_what_says_it_in_russian() -> None:
    make_lathe()
    make_works("one", "Токарный станок с ЧПУ, цех")
    make_works("two", "Завод токарных станков с ЧПУ")
    make_works("three", "Завод фрезерных станков")
    found = hits("数控车床")
    assert [(hit.key, through(hit)) for hit in found] == [
        ("one", "токарный станок с ЧПУ"),
        ("two", "токарный станок с ЧПУ"),
    ]
    assert found[0].through is not None
    assert found[0].through.url == "/terms/lathe-ru/"


def test_the_other_words_of_the_question_still_count() -> None:
    make_lathe()
    make_works("one", "Токарный станок с ЧПУ, цех")
    assert [hit.key for hit in hits("цех 数控车床")] == ["one"]
    assert hits("завод 数控车床") == []


def test_a_term_in_english_finds_the_concept_and_an_inflected_one_as_well() -> None:
    make_lathe()
    assert hits("cnc lathe", "concepts")[0].key == "cnc-lathe"
    assert [hit.key for hit in hits("токарного станка с ЧПУ", "concepts")] == ["cnc-lathe"]
    assert {hit.key for hit in hits("数控车床", "terms")} == {"lathe-zh", "lathe-en", "lathe-ru"}


def test_a_forbidden_term_leads_to_the_right_one_and_never_back() -> None:
    make_lathe()
    make_works("right", "Токарный станок с ЧПУ")
    make_works("wrong", "Станок-токарь")
    assert [hit.key for hit in hits("станок-токарь")] == ["wrong", "right"]
    assert [hit.key for hit in hits("数控车床")] == ["right"]


def test_two_terms_are_said_in_one_language() -> None:
    make_lathe()
    make_concept("motor", en="electric motor")
    make_term("motor-zh", "电动机", "zh-Hans", concept="motor")
    make_term("motor-ru", "электродвигатель", "ru", concept="motor")
    make_works("one", "Электродвигатель для токарного станка с ЧПУ")
    make_works("two", "Электродвигатель")
    assert [hit.key for hit in hits("数控车床 电动机")] == ["one"]


def test_what_is_found_by_the_question_itself_comes_first_and_once() -> None:
    make_lathe()
    make_works("both", "Токарный станок с ЧПУ", name_zh="数控车床厂")
    make_works("other", "Токарный станок с ЧПУ")
    assert [(hit.key, bool(hit.through)) for hit in hits("数控车床")] == [
        ("both", False),
        ("other", True),
    ]


def test_hits_by_other_words_are_paged_without_loss() -> None:
    make_lathe()
    for number in range(7):
        make_works(f"works-{number}", f"Токарный станок с ЧПУ {number}")
    keys: list[str] = []
    after = ""
    while True:
        page = find("数控车床", actor=PUBLIC, register="institutions", limit=3, after=after)
        keys += [hit.key for hit in page.hits]
        if not page.more:
            break
        after = page.after
    assert sorted(keys) == [f"works-{number}" for number in range(7)]


def test_hidden_records_are_not_found_through_a_term() -> None:
    make_lathe()
    make_works("secret", "Токарный станок с ЧПУ", audience="internal")
    assert hits("数控车床") == []
    assert [hit.key for hit in find("数控车床", actor=SYSTEM, register="institutions").hits] == [
        "secret"
    ]


def test_a_term_that_is_hidden_is_no_bridge() -> None:
    make_lathe()
    make_term("secret-ru", "тайный станок", "ru", audience="internal")
    make_works("one", "Тайный станок")
    assert hits("数控车床") == []


def test_the_search_page_says_through_what_it_was_found(client: Client) -> None:
    make_lathe()
    make_works("one", "Токарный станок с ЧПУ")
    page = client.get("/search/", {"q": "数控车床", "in": "institutions"}).content.decode()
    assert "Found through:" in page
    after = page[page.index("Found through:") :]
    assert after.index('href="/terms/lathe-ru/"') < after.index("токарный станок с ЧПУ") < 200


@pytest.mark.parametrize("question", ["", "  ", "'; --", "\0", "数" * 400, "no term here"])
def test_a_question_without_a_term_has_no_other_readings(question: str) -> None:
    make_lathe()
    assert readings(question) == []
