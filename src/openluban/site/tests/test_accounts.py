"""Making accounts, giving and taking roles, shutting and erasing."""

import pytest

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, Grant, PersonKey
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import name_in
from openluban.foundation.registers.tests.make import (
    enter,
    make_account,
    make_contributor,
    make_country,
    make_officer,
)
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.site.errors import (
    AddressTaken,
    AlreadyGranted,
    LastAdministrator,
    NoSuchRole,
    ScopeUnfit,
)
from openluban.site.tests.make import AT, make_administrator
from openluban.site.use_cases.create_account import create_account
from openluban.site.use_cases.deactivate_account import deactivate_account, reactivate_account
from openluban.site.use_cases.erase_person import erase_person
from openluban.site.use_cases.grant_role import grant_role
from openluban.site.use_cases.revoke_role import revoke_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Actor:
    return make_administrator()


def _deeds(key: str) -> list[str]:
    return list(Entry.objects.about("accounts", key).values_list("action", flat=True))


def test_an_account_is_made_without_a_password_and_the_history_names_nobody(ada: Actor) -> None:
    made = create_account(email=" New@Example.org ", name="Nina New", actor=ada, at=AT)
    assert made.email == "new@example.org"
    assert not made.has_usable_password()
    entry = Entry.objects.get(subject_key=made.key)
    assert (entry.action, entry.changes) == ("accounts.created", {})


def test_an_address_serves_one_account(ada: Actor) -> None:
    create_account(email="new@example.org", name="Nina", actor=ada, at=AT)
    with pytest.raises(AddressTaken):
        create_account(email="NEW@example.org", name="Other", actor=ada, at=AT)


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [
        ("no address", "Nina", "email"),
        ("n@example.org", " ", "name"),
        ("n@example.org", "n" * 151, "name"),
    ],
)
def test_an_account_needs_an_address_and_a_name(
    ada: Actor, email: str, name: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        create_account(email=email, name=name, actor=ada, at=AT)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_nobody_but_administrators_deals_with_accounts(ada: Actor) -> None:
    key = make_account("Xenia", "officer").key
    for actor in (PUBLIC, make_officer(), make_contributor()):
        with pytest.raises(NotAllowed):
            create_account(email="n@example.org", name="N", actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            grant_role(account=key, role="administrator", actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            revoke_role(account=key, grant_id=1, actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            deactivate_account(account=key, actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            reactivate_account(account=key, actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            erase_person(account=key, actor=actor, at=AT)


def test_an_unknown_account_is_not_found(ada: Actor) -> None:
    for deed in (deactivate_account, reactivate_account, erase_person):
        with pytest.raises(NotFound):
            deed(account="nobody", actor=ada, at=AT)


def test_a_role_at_an_institution_gives_abilities_there_alone(ada: Actor) -> None:
    make_country("tj")
    enter("institutions", key="ttu", name_en="Technical University", kind="university")
    key = create_account(email="n@example.org", name="N", actor=ada, at=AT).key
    grant_role(account=key, role="contributor", scope="ttu", actor=ada, at=AT)
    actor = actor_for(Account.objects.get(key=key))
    assert actor.scopes("propose") == {"ttu"}
    assert not actor.may("propose")
    with pytest.raises(AlreadyGranted):
        grant_role(account=key, role="contributor", scope="ttu", actor=ada, at=AT)
    assert _deeds(key) == ["accounts.role_granted", "accounts.created"]


@pytest.mark.parametrize(
    ("role", "scope", "refusal"),
    [
        ("emperor", "", NoSuchRole),
        ("contributor", "", ScopeUnfit),
        ("contributor", "atlantis", ScopeUnfit),
        ("officer", "atlantis", ScopeUnfit),
    ],
)
def test_roles_that_do_not_fit_are_refused(
    ada: Actor, role: str, scope: str, refusal: type[Exception]
) -> None:
    key = make_account("Nina", "officer").key
    with pytest.raises(refusal):
        grant_role(account=key, role=role, scope=scope, actor=ada, at=AT)


def test_a_role_taken_back_gives_nothing_any_more(ada: Actor) -> None:
    account = make_account("Olga", "officer")
    grant = Grant.objects.get(account=account)
    revoke_role(account=account.key, grant_id=grant.pk, actor=ada, at=AT)
    assert not actor_for(account).abilities
    with pytest.raises(NotFound):
        revoke_role(account=account.key, grant_id=grant.pk, actor=ada, at=AT)


def test_the_last_administrator_stays_one(ada: Actor) -> None:
    own = Grant.objects.get(account__key=ada.key)
    with pytest.raises(LastAdministrator):
        revoke_role(account=ada.key, grant_id=own.pk, actor=ada, at=AT)
    with pytest.raises(LastAdministrator):
        deactivate_account(account=ada.key, actor=ada, at=AT)
    assert Grant.objects.filter(pk=own.pk).exists()
    other = make_administrator("Bea")
    revoke_role(account=ada.key, grant_id=own.pk, actor=ada, at=AT)
    with pytest.raises(LastAdministrator):
        deactivate_account(account=other.key, actor=other, at=AT)


def test_a_shut_account_can_be_opened_again(ada: Actor) -> None:
    key = make_account("Olga", "officer").key
    deactivate_account(account=key, actor=ada, at=AT)
    assert not Account.objects.get(key=key).is_active
    deactivate_account(account=key, actor=ada, at=AT)
    reactivate_account(account=key, actor=ada, at=AT)
    assert Account.objects.get(key=key).is_active
    assert _deeds(key) == ["accounts.reactivated", "accounts.deactivated"]


def test_who_is_erased_can_no_longer_be_named(ada: Actor) -> None:
    olga = make_officer("Olga")
    make_country()
    enter("provinces", actor=olga, key="kz-east", name_en="East", country="kz", iso="KZ-63")
    deed = Entry.objects.get(subject_key="kz-east")
    assert name_in(deed) == "Olga"
    erase_person(account=olga.key, actor=ada, at=AT)
    deed.refresh_from_db()
    assert name_in(deed) == ""
    assert deed.actor_key == olga.key
    assert not Account.objects.filter(key=olga.key).exists()
    assert not PersonKey.objects.filter(person=olga.key).exists()


def test_nobody_erases_themselves(ada: Actor) -> None:
    make_administrator("Bea")
    with pytest.raises(NotAllowed):
        erase_person(account=ada.key, actor=ada, at=AT)
