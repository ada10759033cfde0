"""The pages of whoever keeps the statements."""

import re
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.access.models import Account, Grant
from openluban.foundation.registers.tests.make import sign_in_anew
from openluban.learning.statements.models import Key, Source, Statement
from openluban.learning.statements.tests.make import (
    UNIT,
    Program,
    make_key,
    make_source,
    make_statement,
)

pytestmark = pytest.mark.django_db
_MOST_QUERIES = 12


@pytest.fixture
def keeper() -> Client:
    """A keeper of statements who signed in a moment ago."""
    account = Account.objects.create_user("keeper@example.org", name="Keeper")
    Grant.objects.create(account=account, role="statement-keeper")
    client = Client()
    client.force_login(account)
    sign_in_anew(client)
    return client


def test_a_source_is_added_and_its_key_shown_once(keeper: Client) -> None:
    form = {"key": "tablets", "name": "Tablets of the workshop", "version": "2.0.0"}
    answer = keeper.post("/statements/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/statements/sources/tablets/")
    sent = {"action": "issue", "scope": ["statements/write", "define"]}
    page = keeper.post("/statements/sources/tablets/", sent)
    assert page["Cache-Control"] == "no-store"
    found = re.search(r"<code>(tablets\.[0-9a-f]{8}:[\w-]+)</code>", page.content.decode())
    assert found is not None
    assert Key.objects.get().scopes == "statements/write define"
    later = keeper.get("/statements/sources/tablets/").content.decode()
    assert found[1] not in later
    assert found[1].partition(":")[0] in later


def test_a_form_says_what_is_wrong(keeper: Client) -> None:
    page = keeper.post("/statements/", {"key": "Two words"})
    assert page.status_code == 422
    assert "Small letters" in page.content.decode()
    make_source()
    assert keeper.post("/statements/sources/tablet/", {"action": "issue"}).status_code == 422
    bad = {"action": "retain", "days": "-3"}
    assert keeper.post("/statements/sources/tablet/", bad).status_code == 422
    assert keeper.get("/statements/sources/nobody/").status_code == 404


def test_a_key_is_withdrawn_and_days_are_set(keeper: Client) -> None:
    make_key()
    login = Key.objects.get().login
    answer = keeper.post("/statements/sources/tablet/", {"action": "withdraw", "key": login})
    assert answer.status_code == 303
    assert Key.objects.get().withdrawn_at is not None
    keeper.post("/statements/sources/tablet/", {"action": "retain", "days": "400"})
    assert Source.objects.get().retain_days == 400
    keeper.post("/statements/sources/tablet/", {"action": "retain", "days": ""})
    assert Source.objects.get().retain_days is None


def _fill(count: int) -> None:
    program = Program(make_key())
    named = {"id": UNIT, "definition": {"name": {"en": "The pump"}}}
    program.post(*[make_statement(f"person-{n % 9}", object=named) for n in range(count)])


@pytest.mark.parametrize(
    "address",
    [
        *("/statements/", "/statements/sources/tablet/", "/statements/sources/tablet/sent/"),
        *("/statements/uses/", "/statements/person/"),
    ],
)
def test_pages_ask_few_queries_whatever_there_is(
    keeper: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    _fill(120)
    with django_assert_max_num_queries(_MOST_QUERIES):
        page = keeper.get(address)
    assert page.status_code == 200
    assert "person-" not in page.content.decode()


def test_what_a_source_sent_is_read_page_by_page(keeper: Client) -> None:
    _fill(120)
    seen, address = 0, "/statements/sources/tablet/sent/"
    more = ""
    for _page in range(4):
        page = keeper.get(address + more).content.decode()
        seen += page.count("completed")
        found = re.search(r'href="(\?before=\d+)"', page)
        more = found[1] if found else ""
        if not more:
            break
    assert seen == 120
    assert keeper.get(address + "?before=x").status_code == 200


def test_the_use_of_a_unit_is_told_by_verb_and_pseudonym(keeper: Client) -> None:
    _fill(20)
    page = keeper.get("/statements/uses/").content.decode()
    found = re.search(r'href="(/statements/uses/[0-9a-f]{32}/)"[^>]*>\s*The pump', page)
    assert found is not None
    told = keeper.get(found[1]).content.decode()
    assert "completed" in told
    assert "person-" not in told
    assert keeper.get(f"/statements/uses/{'0' * 32}/").status_code == 404


def test_a_persons_statements_are_shown_and_erased(keeper: Client) -> None:
    _fill(20)
    asked = {"kind": "account", "identifier": "person-1", "home": "https://luban.example/"}
    page = keeper.post("/statements/person/", asked)
    assert page.content.decode().count("completed") == 3
    assert keeper.post("/statements/person/", {"identifier": ""}).status_code == 422
    wrong = {"kind": "mbox", "identifier": "nobody"}
    assert keeper.post("/statements/person/", wrong).status_code == 422
    answer = keeper.post("/statements/person/", {**asked, "action": "erase"})
    assert answer.status_code == 303
    assert "person-1" not in answer["Location"]
    assert Statement.objects.count() == 17
    assert "3 statements were erased" in keeper.get("/statements/person/").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "ru"])
def test_pages_stand_in_every_language(keeper: Client, language: str) -> None:
    _fill(3)
    keeper.cookies["django_language"] = language
    for address in ("/statements/", "/statements/sources/tablet/", "/statements/uses/"):
        page = keeper.get(address)
        assert page.status_code == 200
        assert f'lang="{language[:2]}' in page.content.decode()
