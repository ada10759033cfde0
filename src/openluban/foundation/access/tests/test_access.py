"""Roles give abilities, everywhere or at one scope; names can be sealed and erased."""

from typing import Any

import pytest

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, Grant
from openluban.foundation.access.roles import (
    ACCEPT,
    CONTRIBUTOR,
    PROPOSE,
    Role,
    abilities_of,
    declare,
)
from openluban.foundation.access.sealing import erase, seal, unseal

pytestmark = pytest.mark.django_db


def make_account(email: str, *grants: tuple[str, str]) -> Account:
    account = Account.objects.create_user(email, "a long enough password", name=email)
    for role, scope in grants:
        Grant.objects.create(account=account, role=role, scope=scope)
    return account


def test_a_contributor_proposes_at_their_institution_only() -> None:
    actor = actor_for(make_account("a@example.org", ("contributor", "tj-ttu")))

    assert actor.may(PROPOSE, at="tj-ttu")
    assert not actor.may(PROPOSE, at="another")
    assert not actor.may(PROPOSE)
    assert not actor.may(ACCEPT, at="tj-ttu")
    assert actor.scopes(PROPOSE) == {"tj-ttu"}


def test_an_officer_may_everywhere() -> None:
    actor = actor_for(make_account("o@example.org", ("officer", "")))

    assert actor.may(ACCEPT)
    assert actor.may(ACCEPT, at="tj-ttu")


def test_a_role_that_nobody_declares_gives_nothing() -> None:
    assert abilities_of("emperor") == frozenset()
    actor = actor_for(make_account("e@example.org", ("emperor", "")))
    assert actor.abilities == frozenset()


def test_a_role_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare(Role(CONTRIBUTOR.key, "again", frozenset()))


def test_a_password_is_kept_as_a_hash_and_an_address_in_small_letters(settings: Any) -> None:
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # the real ones, not that of tests
    account = make_account("Someone@Example.ORG")

    assert account.email == "someone@example.org"
    assert account.password.startswith("scrypt")


def test_what_is_sealed_opens_only_with_the_persons_key() -> None:
    sealed = seal("anna", "Анна Ахмедова")

    assert unseal("anna", sealed) == "Анна Ахмедова"
    assert unseal("boris", sealed) == ""
    seal("boris", "Борис")
    assert unseal("boris", sealed) == ""
    erase("anna")
    assert unseal("anna", sealed) == ""
