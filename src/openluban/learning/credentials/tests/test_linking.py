"""Links to shared awards: whoever has the database alone has none of them."""

from hashlib import sha256

import pytest
from django.apps import apps
from django.test import Client

from openluban.foundation.registers.tests.make import client_of
from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials import linking
from openluban.learning.credentials.linking import digest_of, secret_of
from openluban.learning.credentials.models.awards import Award, Sharing
from openluban.learning.credentials.tests.make import AT, make_all, make_graduate, wish
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.share import share
from openluban.learning.learners.tests.make import make_learner_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    make_all()
    return award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)


def test_no_table_holds_the_secret_of_a_link(award: Award) -> None:
    link = share(award=award.key, actor=make_learner_account(award.person), at=AT)
    secret = secret_of(link)
    assert len(secret) == 43
    assert Client().get(f"/shared/{secret}/").status_code == 200
    for told in (link.digest, link.seed):
        assert Client().get(f"/shared/{told}/").status_code == 404
    for model in apps.get_models():
        if model._meta.managed:
            for values in model._default_manager.values_list():
                assert secret not in str(values)


def test_its_owner_sees_the_same_link_again(award: Award) -> None:
    owner = make_learner_account(award.person)
    link = share(award=award.key, actor=owner, at=AT)
    assert share(award=award.key, actor=owner, at=AT).pk == link.pk
    page = client_of(owner).get(f"/my-awards/{award.key}/").text
    assert f"/shared/{secret_of(link)}/" in page


def test_under_another_secret_the_link_works_and_can_only_be_withdrawn(
    award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = make_learner_account(award.person)
    secret = secret_of(share(award=award.key, actor=owner, at=AT))
    monkeypatch.setattr(linking, "_LINKS", b"another")
    assert secret_of(Sharing.objects.get()) == ""
    assert Client().get(f"/shared/{secret}/").status_code == 200
    own, url = client_of(owner), f"/my-awards/{award.key}/"
    assert "cannot show again" in own.get(url).text
    own.post(url, {"action": "stop"})
    assert Client().get(f"/shared/{secret}/").status_code == 404
    assert "/shared/" in own.post(url, {"action": "share"}, follow=True).text


def test_a_link_from_before_goes_on_working(award: Award) -> None:
    digest = sha256(b"an-old-secret").hexdigest()
    assert digest == digest_of("an-old-secret")
    Sharing.objects.create(award=award, digest=digest, made_at=AT)
    assert Client().get("/shared/an-old-secret/").status_code == 200
    assert secret_of(Sharing.objects.get()) == ""
