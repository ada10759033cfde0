"""What one source must not get of another, what must not stay, what must not take long."""

import hashlib
from time import perf_counter
from typing import Any

import orjson
import pytest
from django.test import Client

from openluban.kernel.actor import SYSTEM
from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.formats.json_bytes import read_object
from openluban.learning.statements.formats.multipart import written
from openluban.learning.statements.models import Statement
from openluban.learning.statements.rules.scopes import USUAL
from openluban.learning.statements.tests.make import (
    AT,
    Program,
    enclosed_of,
    make_agent,
    make_key,
    make_source,
    make_statement,
)
from openluban.learning.statements.use_cases.let_go import erase_statements
from openluban.learning.statements.views.asking import LARGEST_FORM

SECRET = b"what Farrukh handed in"


@pytest.mark.django_db
def test_a_digest_is_no_key_to_what_another_source_sent() -> None:
    owner, other = (Program(make_key(make_source(name), *USUAL)) for name in ("tablets", "players"))
    enclosed, named = enclosed_of(SECRET)
    mine = make_statement(attachments=[named])
    kind, body = written(orjson.dumps(mine), [enclosed])
    assert owner.ask("POST", "statements", body, kind=kind).status_code == 200
    claimed = make_statement(attachments=[named | {"fileUrl": "https://example.org/file"}])
    (uuid,) = other.post(claimed)

    assert SECRET not in other.ask("GET", "statements", statementId=uuid, attachments=True).content
    assert SECRET not in other.ask("GET", "statements", attachments=True).content
    # Its own source may name it again.
    (again,) = owner.post(claimed | {"id": "0f2ab7a4-6e0b-4d0e-8f6e-5b0f7f5d3c12"})
    assert SECRET in owner.ask("GET", "statements", statementId=again, attachments=True).content


@pytest.mark.django_db
def test_who_is_erased_by_an_address_is_erased_by_its_digest_too() -> None:
    program = Program(make_key())
    mail = "mailto:farrukh@example.org"
    digest = hashlib.sha1(mail.encode()).hexdigest()  # noqa: S324 - as the standard has it
    for actor in ({"mbox": mail}, {"mbox_sha1sum": digest}, make_agent("davron")):
        program.post(make_statement(actor=actor))

    erased = erase_statements(agent={"mbox": mail}, actor=SYSTEM, at=AT)

    assert (erased.statements, Statement.objects.count()) == (2, 1)


def test_a_form_is_short_for_it_is_read_before_anybody_is_known() -> None:
    answer = Client().post(
        "/xAPI/statements?method=GET",
        "agent=" + "x" * LARGEST_FORM,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("origin", "told"), [("", "*"), ("https://c.example", "https://c.example")]
)
def test_browsers_are_told_whose_pages_may_ask(origin: str, told: str, settings: Any) -> None:
    settings.LUBAN_CONTENT_ORIGIN = origin
    settings.ALLOWED_HOSTS = ["testserver"]
    for answer in (Client().options("/xAPI/statements"), Client().get("/xAPI/about")):
        assert answer["Access-Control-Allow-Origin"] == told
        assert "Access-Control-Allow-Credentials" not in answer


def test_a_name_given_twice_among_many_is_found_at_once() -> None:
    names = [f'"{number:x}":0' for number in range(100_000)]
    text = "{" + ",".join([*names, names[-1]]) + "}"
    begun = perf_counter()
    with pytest.raises(Unfit):
        read_object(text.encode())
    assert perf_counter() - begun < 10
