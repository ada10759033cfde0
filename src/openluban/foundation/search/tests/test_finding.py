"""What a question finds, and who finds it."""

from typing import Any

import pytest

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.foundation.search import expanding
from openluban.foundation.search.finding import Found, find, keys_matching
from openluban.foundation.search.indexing import index
from openluban.foundation.search.models import SearchDocument
from openluban.foundation.search.tests.making import make_djibouti, make_document
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor

pytestmark = pytest.mark.django_db

OFFICER = Actor("person", "1", "Officer", frozenset({(ACCEPT, ""), (PROPOSE, "")}))
OF_TUTE = Actor("person", "2", "Contributor", frozenset({(PROPOSE, "tute")}))


def keys(question: str, *, actor: Actor = PUBLIC, register: str = "") -> list[str]:
    return [hit.key for hit in find(question, actor=actor, register=register, limit=100).hits]


@pytest.mark.parametrize(
    "question",
    [
        "djibouti",
        "WORKSHOP Djibouti",
        "luban work",
        "dj-djib",
        "鲁",
        "坊",
        "鲁班",
        "工坊",
        "鲁班工坊",
        "吉布提 工坊",
        "坊 djibouti",
        "мастерская",
        "лу баня",
        "ДЖИБУТИ маст",
        "йобоки",
        "ecole",
        "école de COMMERCE",
        "atelier luban 鲁班 баня",
        "مدرسة",
        "ｄｊｉｂｏｕｔｉ",
    ],
)
def test_finds_names_and_aliases_in_any_script_and_order(question: str) -> None:
    index([make_djibouti(), make_document("eg", "Egypt", zh="埃及", ru="Египет")])
    assert keys(question) == ["dj-djib"]
    assert list(keys_matching(question, "workshops")) == ["dj-djib"]


@pytest.mark.parametrize(
    "question", ["djibou workshop", "djibouti egypt", "班鲁", "иобоки", "ouagadougou", "班提"]
)
def test_every_word_must_be_there_and_only_the_last_may_be_begun(question: str) -> None:
    index([make_djibouti(), make_document("eg", "Egypt")])
    assert keys(question) == []
    assert list(keys_matching(question, "workshops")) == []


@pytest.mark.parametrize("question", ["", "  ", "!?", "* OR \"'"])
def test_a_question_without_words_of_any_document_finds_nothing(question: str) -> None:
    index([make_djibouti()])
    assert find(question, actor=SYSTEM) == Found()
    assert list(keys_matching(question, "workshops")) == []


def test_words_of_the_databases_own_languages_are_only_words() -> None:
    index([make_document("a", "Search and or not near"), make_document("b", "near")])
    assert keys("NOT near OR search AND") == ["a"]
    assert keys("near:* | b & !a") == []


def test_gives_title_and_address() -> None:
    document = make_djibouti()
    index([document])
    (hit,) = find("djibouti", actor=PUBLIC).hits
    assert (hit.register, hit.key, hit.url) == ("workshops", "dj-djib", "/workshops/dj-djib/")
    assert hit.title == document.title


def test_looks_through_one_register_if_told_so() -> None:
    index([make_document("a", "Cairo", register="cities"), make_document("b", "Cairo")])
    assert keys("cairo") == ["a", "b"]
    assert keys("cairo", register="cities") == ["a"]
    assert keys("cairo", register="halls") == []
    assert list(keys_matching("cairo", "cities")) == ["a"]


def test_hidden_documents_are_found_by_officers_and_their_own_contributors() -> None:
    index(
        [
            make_document("shown", "Cairo"),
            make_document("ours", "Cairo", is_shown=False, scope="tute"),
            make_document("theirs", "Cairo", is_shown=False, scope="other school"),
            make_document("internal", "Cairo", is_shown=False),
        ]
    )
    everything = ["shown", "ours", "theirs", "internal"]
    assert keys("cairo") == ["shown"]
    assert keys("cairo", actor=OF_TUTE) == ["shown", "ours"]
    assert keys("cairo", actor=OFFICER) == everything
    assert keys("cairo", actor=SYSTEM) == everything
    assert set(keys_matching("cairo", "workshops")) == set(everything)
    assert set(keys_matching("cairo", "workshops", actor=OF_TUTE)) == {"shown", "ours"}
    assert set(keys_matching("cairo", "workshops", actor=PUBLIC)) == {"shown"}


def test_marks_cannot_be_asked_for() -> None:
    index([make_document("a", "Cairo", is_shown=False, scope="tute")])
    for question in (":workshops", "-", "-tute", "tute", "workshops", "+"):
        assert keys(question, actor=SYSTEM) == []


def test_the_title_itself_comes_first_then_words_in_titles() -> None:
    index(
        [
            make_document("mentions", "Something", "Luban Workshop"),
            make_document("longer", "Luban Workshop of Egypt"),
            make_document("whole", "Luban Workshop", zh="鲁班工坊"),
            make_document("other", "Other", zh="埃及鲁班工坊"),
        ]
    )
    assert keys("luban workshop") == ["whole", "longer", "mentions"]
    assert keys("鲁班工坊") == ["whole", "other"]


def test_the_title_itself_comes_first_among_very_many() -> None:
    index([make_document(f"k{number}", f"Egypt {number}") for number in range(400)])
    index([make_document("egypt", "Egypt", ru="Египет")])
    assert keys("egypt")[0] == "egypt"


def paged(question: str, limit: int) -> list[str]:
    found = find(question, actor=PUBLIC, limit=limit)
    gathered = [hit.key for hit in found.hits]
    while found.more:
        found = find(question, actor=PUBLIC, limit=limit, after=found.after)
        assert found.hits
        gathered += [hit.key for hit in found.hits]
    return gathered


@pytest.mark.parametrize("limit", [20, 30, 1_000])
def test_pages_hold_every_hit_once(limit: int) -> None:
    index([make_document(f"k{number}", f"School {number}") for number in range(250)])
    index([make_document(f"t{number}", "School") for number in range(30)])
    gathered = paged("school", limit)
    assert len(gathered) == 280
    assert len(set(gathered)) == 280


def test_a_page_that_is_full_to_the_last_hit_has_no_next_one() -> None:
    index([make_document(f"k{number}", "School") for number in range(20)])
    assert find("school", actor=PUBLIC).more is False
    assert find("school", actor=PUBLIC, limit=19).more is True


def test_paging_ends_after_a_thousand_hits() -> None:
    index([make_document(f"k{number}", f"School {number}") for number in range(1_100)])
    gathered = paged("school", 100)
    assert len(gathered) == len(set(gathered)) == 1_000


@pytest.mark.parametrize("after", ["x", "0", "99-1", "0-9999", "٣-٤", "0-0\n"])
def test_an_after_from_elsewhere_gives_the_first_page(after: str) -> None:
    index([make_djibouti()])
    assert [hit.key for hit in find("djibouti", actor=PUBLIC, after=after).hits] == ["dj-djib"]


def test_a_beginning_of_more_words_than_are_listed_finds_them_all() -> None:
    words = [f"pre{chr(97 + number // 10)}{chr(97 + number % 10)}" for number in range(90)]
    index([make_document(f"k{number}", word) for number, word in enumerate(words)])
    assert len(set(keys("pre"))) == 90
    assert len(set(keys_matching("pre", "workshops"))) == 90
    assert keys("preaa") == ["k0"]


def test_finds_numbers_by_their_beginning() -> None:
    index([make_document("a", "Contract 4281234"), make_document("b", "Contract 428")])
    assert keys("428") == ["b", "a"]
    assert keys("contract 42812") == ["a"]
    assert set(keys_matching("428", "workshops")) == {"a", "b"}


def test_very_long_words_and_questions_do_no_harm() -> None:
    index([make_document("a", "x" * 5_000, "y" * 100_000)])
    assert keys("x" * 5_000) == ["a"]
    assert keys("鲁班" * 5_000) == []
    assert keys(" ".join(["坊"] * 500)) == []


def test_keys_are_bounded_and_serve_as_subquery() -> None:
    index([make_document(f"k{number}", f"School {number}") for number in range(50)])
    matching = keys_matching("school", "workshops", at_most=10)
    assert SearchDocument.objects.filter(key__in=matching).count() == 10


@pytest.mark.parametrize("question", ["djibouti", "鲁", "luban djibouti work", "坊 津 4"])
def test_takes_two_queries(
    question: str, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    index([make_djibouti()])
    monkeypatch.setattr(expanding, "_EXPANDERS", {})
    with django_assert_num_queries(2):
        find(question, actor=OF_TUTE, register="workshops")
    matching = keys_matching(question, "workshops")
    with django_assert_num_queries(1):
        list(matching)


def test_what_its_columns_hide_is_hidden_whatever_its_marks_say() -> None:
    index([make_document("a", "Cairo")])
    SearchDocument.objects.update(is_shown=False)
    assert keys("cairo") == []
    assert keys("cairo", actor=OFFICER) == ["a"]
