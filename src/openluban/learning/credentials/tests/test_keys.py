"""Keys of issuers: what a fresh one and a stolen one mean for what was signed."""

import json
import stat
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from openluban.foundation.registers.tests.make import make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.credentials.errors import KeyThere, NoKey, NoSuchKey, ReasonMissing
from openluban.learning.credentials.formats.data_integrity import (
    apart,
    is_good,
    read_proof,
    statements_digest,
)
from openluban.learning.credentials.formats.keys import read_multikey
from openluban.learning.credentials.keeping import private_key_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey
from openluban.learning.credentials.queries.trusting import trust_of_this_site
from openluban.learning.credentials.tests.make import (
    AT,
    HOST,
    make_all,
    make_awarder,
    make_graduate,
    make_institutions,
    make_issuer,
    wish,
)
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.keep_keys import (
    make_key,
    replace_key,
    report_compromised,
)
from openluban.learning.credentials.use_cases.sign_anew import sign_anew

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def document_of(client: Client) -> dict[str, Any]:
    """Return the issuer's published identifier."""
    answer = client.get(f"/issuers/{HOST}/did.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = answer.json()
    return found


def is_signed_by(document: bytes, key: IssuerKey) -> bool:
    """Test whether a key signed a document."""
    plain, proofs = apart(json.loads(document))
    return is_good(read_proof(proofs[0]), statements_digest(plain), read_multikey(key.public_key))


def test_a_key_is_its_owners_alone() -> None:
    make_institutions()
    issuer = make_issuer(with_key=False)
    key = make_key(issuer=HOST, actor=make_awarder(), at=AT)
    place = settings.LUBAN_HOME / "keys" / f"issuer-{issuer.pk}-{key.name}.pem"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert not list(place.parent.glob("*.part"))
    with pytest.raises(KeyThere):
        make_key(issuer=HOST, actor=SYSTEM, at=AT)


def test_who_keeps_keys() -> None:
    make_institutions()
    make_issuer(with_key=False)
    for actor in (PUBLIC, make_awarder("Chen", "college")):
        with pytest.raises(NotAllowed):
            make_key(issuer=HOST, actor=actor, at=AT)
    with pytest.raises(NotFound):
        make_key(issuer="nobody", actor=SYSTEM, at=AT)
    with pytest.raises(NoKey):
        replace_key(issuer=HOST, reason="Yearly.", actor=SYSTEM, at=AT)
    make_key(issuer=HOST, actor=make_officer(), at=AT)
    with pytest.raises(ReasonMissing):
        replace_key(issuer=HOST, reason=" ", actor=SYSTEM, at=AT)
    for key, refusal in (("key-none", NoSuchKey),):
        with pytest.raises(refusal):
            report_compromised(issuer=HOST, key=key, reason="Lost.", actor=SYSTEM, at=AT)
    with pytest.raises(ReasonMissing):
        report_compromised(issuer=HOST, key="key-none", reason="", actor=SYSTEM, at=AT)


def test_what_a_replaced_key_signed_stays_valid(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_all()
    award = award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    old = award.signed_with
    with django_capture_on_commit_callbacks(execute=True):
        new = replace_key(issuer=HOST, reason="Yearly.", actor=SYSTEM, at=LATER)
    document = document_of(client)
    methods = {each["id"].rpartition("#")[2] for each in document["verificationMethod"]}
    believed = {each.rpartition("#")[2] for each in document["assertionMethod"]}
    assert methods == believed == {old.name, new.name}
    assert private_key_of(award.issuer_id, old.name) is None
    assert private_key_of(award.issuer_id, new.name) is not None
    assert is_signed_by(bytes(award.document), old)
    award.status_list.refresh_from_db()
    assert is_signed_by(bytes(award.status_list.revocation_list), new)
    second = award_one(wish=wish(), enrolment=make_graduate("NEXT").key, actor=SYSTEM, at=LATER)
    assert second.signed_with == new
    (trusted,) = [
        each for did, each in trust_of_this_site(LATER).issuers.items() if did.endswith(f":{HOST}")
    ]
    assert [(key.fragment, key.until) for key in trusted.keys] == [
        (old.name, LATER),
        (new.name, None),
    ]


def test_what_a_stolen_key_signed_is_not_believed_until_signed_anew(client: Client) -> None:
    make_all()
    awards = [
        award_one(wish=wish(), enrolment=make_graduate(name).key, actor=SYSTEM, at=AT)
        for name in ("FIRST", "SECOND", "THIRD")
    ]
    stolen = awards[0].signed_with
    report_compromised(
        issuer=HOST, key=stolen.name, reason="A laptop is gone.", actor=SYSTEM, at=LATER
    )
    fresh = IssuerKey.objects.get(issuer=Issuer.objects.get(key=HOST), until=None)
    document = document_of(client)
    believed = {each.rpartition("#")[2] for each in document["assertionMethod"]}
    assert believed == {fresh.name}
    with pytest.raises(NoSuchKey):
        report_compromised(issuer=HOST, key=stolen.name, reason="Again.", actor=SYSTEM, at=LATER)
    with pytest.raises(NotAllowed):
        sign_anew(issuer=HOST, actor=PUBLIC, at=LATER)
    with pytest.raises(NotFound):
        sign_anew(issuer="nobody", actor=SYSTEM, at=LATER)
    assert sign_anew(issuer=HOST, actor=SYSTEM, at=LATER, most=2) == 1
    assert sign_anew(issuer=HOST, actor=SYSTEM, at=LATER, most=2) == 0
    for award in Award.objects.all():
        assert is_signed_by(bytes(award.document), fresh)
        assert json.loads(bytes(award.document))["id"] == award.uuid.urn
