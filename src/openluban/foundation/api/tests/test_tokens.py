"""Tokens open what their owner may do, for as long as they are valid, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, ApiToken, Grant
from openluban.foundation.access.tokens import find_token
from openluban.foundation.api.use_cases.issue_token import issue_token
from openluban.foundation.api.use_cases.revoke_token import revoke_token
from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def make_actor(name: str = "ann", role: str = "officer") -> Actor:
    account = Account.objects.create_user(f"{name}@example.org", name=name)
    Grant.objects.create(account=account, role=role)
    return actor_for(account)


def test_a_token_is_found_by_its_secret_and_only_its_digest_is_kept() -> None:
    token, secret = issue_token(name="script", actor=make_actor(), at=NOW)
    kept = ApiToken.objects.values().get()
    assert find_token(secret, at=NOW) == token
    assert secret not in str(kept)
    assert token.only_reads


@pytest.mark.parametrize("secret", ["", "luban_", "x" * 500, "luban_" + "a" * 43, "Bearer"])
def test_other_secrets_find_nothing(secret: str) -> None:
    issue_token(name="script", actor=make_actor(), at=NOW)
    assert find_token(secret, at=NOW) is None


def test_a_token_ends_on_its_day() -> None:
    ends = NOW + timedelta(days=1)
    _token, secret = issue_token(name="script", expires_at=ends, actor=make_actor(), at=NOW)
    assert find_token(secret, at=ends - timedelta(seconds=1)) is not None
    assert find_token(secret, at=ends) is None


def test_a_token_of_a_shut_account_opens_nothing() -> None:
    actor = make_actor()
    _token, secret = issue_token(name="script", actor=actor, at=NOW)
    Account.objects.filter(key=actor.key).update(is_active=False)
    assert find_token(secret, at=NOW) is None


def test_a_token_taken_back_opens_nothing_and_is_not_taken_back_twice() -> None:
    actor = make_actor()
    token, secret = issue_token(name="script", actor=actor, at=NOW)
    revoke_token(token_id=token.pk, actor=actor, at=NOW)
    assert find_token(secret, at=NOW) is None
    with pytest.raises(NotFound):
        revoke_token(token_id=token.pk, actor=actor, at=NOW)


def test_nobody_takes_back_the_token_of_another_but_an_administrator() -> None:
    token, _secret = issue_token(name="script", actor=make_actor(), at=NOW)
    with pytest.raises(NotFound):
        revoke_token(token_id=token.pk, actor=make_actor("bob"), at=NOW)
    revoke_token(token_id=token.pk, actor=make_actor("cat", "administrator"), at=NOW)


def test_the_public_gets_no_token() -> None:
    with pytest.raises(NotAllowed):
        issue_token(name="script", actor=PUBLIC, at=NOW)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_says_what_it_is_for(name: str) -> None:
    with pytest.raises(Invalid):
        issue_token(name=name, actor=make_actor(), at=NOW)


def test_a_token_does_not_end_before_it_begins() -> None:
    with pytest.raises(Invalid):
        issue_token(name="script", expires_at=NOW, actor=make_actor(), at=NOW)


def test_giving_and_taking_stands_in_the_history_without_the_secret() -> None:
    actor = make_actor()
    token, secret = issue_token(name="script", actor=actor, at=NOW)
    revoke_token(token_id=token.pk, actor=actor, at=NOW)
    entries = list(Entry.objects.about("tokens", str(token.pk)).values())
    assert [entry["action"] for entry in entries] == [
        "access.token_revoked",
        "access.token_issued",
    ]
    assert secret not in str(entries)
