"""The pages of concepts and terms, and the page where each side gives its word."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.teaching.terms.models import Term
from openluban.teaching.terms.tests.make import (
    AT,
    make_chinese,
    make_concept,
    make_host,
    make_lathe,
    make_term,
)
from openluban.teaching.terms.use_cases.agree import agree
from openluban.teaching.terms.use_cases.put_forward import put_forward

pytestmark = pytest.mark.django_db
PAGE = "/terms/lathe-ru/agree/"


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_concept_shows_its_terms_by_language_with_their_marks(client: Client) -> None:
    make_lathe()
    put_forward(key="lathe-ru", actor=make_chinese(), at=AT)
    shown = page(client, "/concepts/cnc-lathe/")
    assert '<div class="terms">' in shown
    assert shown.index("Simplified Chinese") < shown.index("Russian</h3>")
    assert "put forward by the Chinese side" in shown
    assert '<span lang="zh-hans"' in shown
    assert '<del lang="ru"' in shown
    assert "A calque." in shown


def test_a_concept_without_terms_says_so_to_who_may_propose(client: Client) -> None:
    make_concept()
    assert "No term is entered yet." not in page(client, "/concepts/cnc-lathe/")
    assert "No term is entered yet." in page(client_of(make_officer()), "/concepts/cnc-lathe/")


def test_the_pages_ask_the_same_however_many_terms_there_are(client: Client) -> None:
    make_lathe()

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, url)
        return len(queries)

    few = asked("/concepts/cnc-lathe/")
    for number in range(30):
        make_term(f"more-{number}", f"lathe {number}")
    assert asked("/concepts/cnc-lathe/") == few
    assert few <= 14
    assert asked("/terms/lathe-ru/") <= 14
    assert asked("/terms/") <= 12
    assert asked("/concepts/") <= 12
    assert asked("/search/?q=数控车床") <= 12


def test_both_sides_give_their_word_in_the_browser() -> None:
    make_lathe()
    chinese, host = client_of(make_chinese()), client_of(make_host())
    assert 'value="put_forward"' in page(chinese, PAGE)
    assert chinese.post(PAGE, {"deed": "put_forward"}).status_code == 303
    assert 'value="agree"' not in page(chinese, PAGE)
    assert 'value="withdraw"' in page(chinese, PAGE)
    shown = page(host, PAGE)
    assert "put forward by the Chinese side" in shown
    assert 'value="agree"' in shown
    assert host.post(PAGE, {"deed": "agree"}).status_code == 303
    assert Term.objects.get(key="lathe-ru").status == "agreed"
    assert "Both sides have agreed to this term." in page(host, PAGE)


def test_a_refusal_is_told_on_the_page() -> None:
    make_lathe()
    chinese = client_of(make_chinese())
    chinese.post(PAGE, {"deed": "put_forward"})
    answer = chinese.post(PAGE, {"deed": "agree"})
    assert answer.status_code == 422
    assert "Somebody of the other side must agree." in answer.content.decode()


def test_an_officer_may_look_and_withdraw_but_not_agree() -> None:
    make_lathe()
    officer = client_of(make_officer())
    assert "You speak for neither side" in page(officer, PAGE)
    assert officer.post(PAGE, {"deed": "agree"}).status_code == 422
    put_forward(key="lathe-ru", actor=make_chinese(), at=AT)
    assert 'value="withdraw"' in page(officer, PAGE)
    assert officer.post(PAGE, {"deed": "withdraw"}).status_code == 303


def test_the_page_of_a_term_tells_how_both_sides_stand(client: Client) -> None:
    make_lathe()
    wei = make_chinese()
    assert "Both sides" not in page(client, "/terms/lathe-ru/")
    assert "/terms/lathe-ru/agree/" in page(client_of(wei), "/terms/lathe-ru/")
    put_forward(key="lathe-ru", actor=wei, at=AT)
    assert "It waits for the other side:" in page(client, "/terms/lathe-ru/")
    agree(key="lathe-ru", actor=make_host(), at=AT)
    shown = page(client, "/terms/lathe-ru/")
    assert "Agreed by one person of each side" in shown
    assert "agreed for the host side" in shown
    assert "a contributor" in shown


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    make_lathe()
    assert client.get(PAGE).status_code == 302
    assert client_of(make_chinese()).get("/terms/no-such-term/agree/").status_code == 404


def test_a_list_of_terms_is_filtered_by_language_and_status(client: Client) -> None:
    make_lathe()
    shown = page(client, "/terms/?language=ru&status=forbidden")
    assert "станок-токарь" in shown
    assert "数控车床" not in page(client, "/terms/?language=ru")
