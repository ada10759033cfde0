"""What is proposed, internal or retired is nowhere to be seen by those whom it does not concern."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import (
    AT,
    client_of,
    enter,
    make_country,
    make_gate,
    make_workshop,
)
from openluban.foundation.registers.tests.reading import text_of
from openluban.foundation.registers.use_cases.decide import accept_proposal
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import retire_record, set_audience
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, Actor

SECRET = "Secret Negotiation"  # noqa: S105 - a name
PATHS = (
    "/workshops/",
    "/workshops/?q=secret",
    "/workshops/?country=kz",
    "/workshops/?sort=-country",
    "/workshops/?standing=internal",
    "/workshops/?standing=proposed",
    "/gates/",
    "/gates/?col=key&col=workshop",
    "/parties/",
    "/countries/kz/",
    "/gates/add/",
)


def _internal(officer: Actor, contributor: Actor) -> None:
    make_workshop("secret", name_en=SECRET)
    set_audience(
        register_key="workshops",
        key="secret",
        audience=Audience.INTERNAL,
        reason=SECRET,
        actor=officer,
        at=AT,
    )


def _proposed(officer: Actor, contributor: Actor) -> None:
    make_workshop("secret", name_en=SECRET, actor=contributor)


def _retired(officer: Actor, contributor: Actor) -> None:
    make_workshop("secret", name_en=SECRET)
    retire_record(register_key="workshops", key="secret", reason="x", actor=officer, at=AT)


HIDING = [_internal, _proposed, _retired]
Hide = Callable[[Actor, Actor], None]


def _everything(client: Client, path: str) -> str:
    answer = client.get(path)
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return answer.content.decode()


@pytest.fixture
def somebody(client: Client, stranger: Actor, request: pytest.FixtureRequest) -> Client:
    """Return the public's browser, or that of another institution's contributor."""
    return client if request.param == "public" else client_of(stranger)


@pytest.mark.parametrize("somebody", ["public", "stranger"], indirect=True)
@pytest.mark.parametrize("hide", HIDING)
def test_hidden_records_are_in_no_list_page_export_and_search(
    somebody: Client, officer: Actor, contributor: Actor, hide: Hide
) -> None:
    make_country()
    hide(officer, contributor)
    if hide is not _retired:
        enter("gates", key="g", workshop="secret", gate="opened", actor=officer)
    for path in PATHS:
        assert SECRET not in _everything(somebody, path), path
        assert "/workshops/secret/" not in _everything(somebody, path), path
    for path in ("/workshops/export.csv", "/workshops/export.csv?q=secret", "/gates/export.csv"):
        assert "secret" not in _everything(somebody, path).lower(), path
    for path in ("/workshops/secret/", "/workshops/secret/history/", "/gates/g/"):
        assert somebody.get(path).status_code == 404, path
    assert not find("secret negotiation", actor=PUBLIC).hits


@pytest.mark.parametrize("hide", HIDING)
def test_officers_see_them_with_how_they_stand(
    officer: Actor, contributor: Actor, hide: Hide
) -> None:
    hide(officer, contributor)
    client = client_of(officer)
    standing = hide.__name__.removeprefix("_")
    assert SECRET in text_of(client.get(f"/workshops/?standing={standing}"))
    assert client.get("/workshops/secret/").status_code == 200
    usual = text_of(client.get("/workshops/"))
    assert (SECRET in usual) is (standing != "retired"), "what was retired is asked for"
    if standing != "retired":
        assert f"{SECRET} {standing}" in usual


def test_a_contributor_sees_what_their_institution_proposed(contributor: Actor) -> None:
    make_workshop("secret", name_en=SECRET, actor=contributor)
    client = client_of(contributor)
    assert f"{SECRET} proposed" in text_of(client.get("/workshops/"))
    assert SECRET in text_of(client.get("/workshops/?standing=proposed"))
    assert "This record is proposed." in text_of(client.get("/workshops/secret/"))


def test_a_name_that_may_not_be_known_is_not_told(client: Client, officer: Actor) -> None:
    make_workshop()
    enter("institutions", key="hidden-college", name_en=SECRET, kind="college", country="kz")
    enter("parties", key="p", workshop="kz-ektu", institution="hidden-college", role="host")
    set_audience(
        register_key="institutions",
        key="hidden-college",
        audience=Audience.INTERNAL,
        actor=officer,
        at=AT,
    )
    for path in ("/parties/", "/parties/p/", "/workshops/kz-ektu/"):
        body = client.get(path).content.decode()
        assert SECRET not in body, path
        assert "hidden-college" not in body, path
        assert "not public" in body, path
    exported = _everything(client, "/parties/export.csv")
    assert "kz-ektu" in exported
    assert "hidden-college" not in exported


def test_a_count_about_a_hidden_record_does_not_name_it(client: Client, officer: Actor) -> None:
    make_workshop("secret", name_en=SECRET)
    enter("measures", key="m", name_en="Learners", unit="person")
    cells: dict[str, Any] = {"measure": "m", "value": "7", "basis": "as_at", "as_at": "2025"}
    enter("counts", key="c", subject="workshops/secret", **cells)
    set_audience(
        register_key="workshops", key="secret", audience=Audience.INTERNAL, actor=officer, at=AT
    )
    for path in ("/counts/", "/counts/c/", "/counts/export.csv"):
        body = _everything(client, path)
        assert "secret" not in body.lower(), path


def test_the_public_reads_no_history_of_what_was_internal(client: Client, officer: Actor) -> None:
    make_workshop()
    named: dict[str, Any] = {"register_key": "workshops", "key": "kz-ektu"}
    set_audience(**named, audience=Audience.INTERNAL, reason=SECRET, actor=officer, at=AT)
    edit_record(**named, cells={"latitude": "1"}, reason=SECRET, actor=officer, at=AT)
    set_audience(**named, audience=Audience.PUBLIC, reason=SECRET, actor=officer, at=AT)
    edit_record(**named, cells={"latitude": "2"}, reason="measured", actor=officer, at=AT)
    text = text_of(client.get("/workshops/kz-ektu/"))
    assert SECRET not in text
    assert "measured" in text
    assert SECRET in text_of(client_of(officer).get("/workshops/kz-ektu/"))


def test_the_public_reads_no_proposed_changes(
    client: Client, officer: Actor, contributor: Actor
) -> None:
    make_workshop()
    proposal = edit_record(
        register_key="workshops",
        key="kz-ektu",
        cells={"name_en": SECRET},
        reason=SECRET,
        actor=contributor,
        at=AT,
    )
    assert SECRET not in client.get("/workshops/kz-ektu/").content.decode()
    accept_proposal(proposal_id=proposal.pk, reason="agreed", actor=officer, at=AT)
    assert SECRET in text_of(client.get("/workshops/kz-ektu/"))


def test_a_strangers_proposal_is_not_shown_to_other_institutions(
    contributor: Actor, stranger: Actor
) -> None:
    make_workshop()
    make_gate()
    edit_record(
        register_key="workshops",
        key="kz-ektu",
        cells={"name_en": SECRET},
        actor=contributor,
        at=AT,
    )
    assert SECRET not in client_of(stranger).get("/workshops/kz-ektu/").content.decode()
    assert SECRET in client_of(contributor).get("/workshops/kz-ektu/").content.decode()
