"""What is put in is found, what is taken out is not, and the index never goes stale."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from openluban.foundation.search.finding import find, keys_matching
from openluban.foundation.search.indexing import Document, forget, index
from openluban.foundation.search.models import SearchDocument, SearchWord
from openluban.foundation.search.tests.making import make_document
from openluban.kernel.actor import PUBLIC
from openluban.kernel.text import LocalizedText


def keys(question: str) -> list[str]:
    return [hit.key for hit in find(question, actor=PUBLIC).hits]


def check_the_index() -> None:
    """Let SQLite compare its index with the documents, if it is SQLite."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


@pytest.mark.django_db
def test_replaces_a_document_of_the_same_register_and_key() -> None:
    index([make_document("a", "Cairo"), make_document("a", "Cairo", register="cities")])
    index([make_document("a", "Astana")])
    assert keys("astana") == ["a"]
    assert [hit.register for hit in find("cairo", actor=PUBLIC).hits] == ["cities"]
    check_the_index()


@pytest.mark.django_db
def test_hiding_and_showing_is_a_replacement() -> None:
    index([make_document("a", "Cairo", is_shown=False)])
    assert keys("cairo") == []
    index([make_document("a", "Cairo")])
    assert keys("cairo") == ["a"]
    index([make_document("a", "Cairo", is_shown=False, scope="tute")])
    assert keys("cairo") == []
    check_the_index()


@pytest.mark.django_db
def test_the_last_of_two_documents_for_one_record_counts() -> None:
    index([make_document("a", "Cairo"), make_document("a", "Astana")])
    assert keys("cairo") == []
    assert keys("astana") == ["a"]


@pytest.mark.django_db
def test_forgets_documents_of_one_register() -> None:
    index([make_document("a", "Cairo"), make_document("b", "Cairo")])
    index([make_document("a", "Cairo", register="cities")])
    forget("workshops", ["a", "b", "never there"])
    assert [(hit.register, hit.key) for hit in find("cairo", actor=PUBLIC).hits] == [
        ("cities", "a")
    ]
    check_the_index()


@pytest.mark.django_db
def test_nothing_to_do_is_no_fault() -> None:
    index([])
    forget("workshops", [])
    index([Document("workshops", "bare", LocalizedText(), "", is_shown=True)])
    assert SearchDocument.objects.get().words.startswith("\n")


@pytest.mark.django_db
def test_keeps_the_title_with_its_translations() -> None:
    title = LocalizedText({"en": "Cairo \\ “quoted” 'x'", "ru": "Каир"}, frozenset({"ru"}))
    index([Document("cities", "cairo", title, "", is_shown=True)])
    assert SearchDocument.objects.get().title == title
    assert find("каир", actor=PUBLIC).hits[0].title == title


@pytest.mark.django_db
def test_takes_more_documents_than_go_into_one_statement() -> None:
    index([make_document(f"k{number}", f"School {number}") for number in range(5_003)])
    assert SearchDocument.objects.count() == 5_003
    assert keys("school 5002") == ["k5002"]
    forget("workshops", [f"k{number}" for number in range(5_003)])
    assert keys("school") == []
    check_the_index()


@pytest.mark.django_db
def test_a_long_text_is_found_by_its_beginning() -> None:
    words = " ".join(f"word{number}" for number in range(20_000))
    index([make_document("long", "Long", words)])
    assert keys("word3999") == ["long"]
    assert keys("word19999") == []


@pytest.mark.django_db
def test_a_known_word_is_listed_once_and_long_numbers_never() -> None:
    index([make_document("a", "Cairo 4281234")])
    index([make_document("b", "Cairo")])
    assert sorted(SearchWord.objects.values_list("word", flat=True)) == ["a", "b", "cairo"]


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_found() -> None:
    index([make_document("a", "Cairo")])
    with transaction.atomic():
        index([make_document("a", "Astana"), make_document("b", "Cairo")])
        transaction.set_rollback(True)
    assert keys("cairo") == ["a"]
    assert keys("astana") == []
    check_the_index()


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_leaves_nothing_behind() -> None:
    index([make_document("a", "Cairo")])
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    index([make_document("b", "Astana")])
    assert keys("cairo") == []
    assert list(keys_matching("cairo", "workshops")) == []
    assert keys("astana") == ["b"]
    check_the_index()
