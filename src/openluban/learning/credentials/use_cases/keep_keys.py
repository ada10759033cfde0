"""Keys of issuers: the first one, a fresh one in its place, one that somebody else had."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.credentials.addresses import did_of_issuer
from openluban.learning.credentials.errors import KeyThere, NoKey, NoSuchKey, ReasonMissing
from openluban.learning.credentials.formats.keys import SigningKey, multikey
from openluban.learning.credentials.hands import Hand
from openluban.learning.credentials.keeping import destroy_private_key, keep_private_key
from openluban.learning.credentials.lists import sign_lists_anew
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey
from openluban.learning.credentials.policies import may_keep_keys


@transaction.atomic
def make_key(*, issuer: str, actor: Actor, at: datetime) -> IssuerKey:
    """Make the first key of an issuer.

    :raises NotFound: there is no such issuer that the network has accepted
    :raises NotAllowed: the actor neither issues for it nor is an officer
    :raises KeyThere: it has a key
    """
    found = _locked(issuer, actor, at)
    if IssuerKey.objects.filter(issuer=found, until=None).exists():
        raise KeyThere
    hand = _fresh(found, at=at)
    _record("credentials.key_made", found, hand.key.name, "", actor, at)
    return hand.key


@transaction.atomic
def replace_key(*, issuer: str, reason: str, actor: Actor, at: datetime) -> IssuerKey:
    """Put a fresh key in the place of the one that signs; what that one signed stays valid.

    Its private part is destroyed, so that nobody signs with it again.

    :raises NotFound: there is no such issuer that the network has accepted
    :raises NotAllowed: the actor neither issues for it nor is an officer
    :raises ReasonMissing: no reason was given
    :raises NoKey: it has none
    """
    found = _locked(issuer, actor, at)
    if not reason.strip():
        raise ReasonMissing
    old = IssuerKey.objects.filter(issuer=found, until=None).first()
    if old is None:
        raise NoKey(issuer=str(found.name))
    hand = _succeed(found, old, at=at)
    _record("credentials.key_replaced", found, hand.key.name, reason, actor, at)
    return hand.key


@transaction.atomic
def report_compromised(
    *, issuer: str, key: str, reason: str, actor: Actor, at: datetime
) -> IssuerKey:
    """Say that somebody else has a key: nothing that it signed is believed any more.

    If it was the one that signs, a fresh one takes its place. What it signed can be signed anew.

    :raises NotFound: there is no such issuer that the network has accepted
    :raises NotAllowed: the actor neither issues for it nor is an officer
    :raises ReasonMissing: no reason was given
    :raises NoSuchKey: it has no such key, or that is known already
    """
    found = _locked(issuer, actor, at)
    if not reason.strip():
        raise ReasonMissing
    lost = IssuerKey.objects.filter(issuer=found, name=key, compromised_at=None).first()
    if lost is None:
        raise NoSuchKey
    if lost.until is None:
        _succeed(found, lost, at=at)
    lost.compromised_at = at
    lost.save(update_fields=["compromised_at"])
    _record("credentials.key_compromised", found, lost.name, reason, actor, at)
    return lost


def _locked(key: str, actor: Actor, at: datetime) -> Issuer:
    shown = Issuer.objects.shown().select_for_update(of=("self",))
    found = shown.select_related("institution").filter(key=key).first()
    if found is None:
        raise NotFound(what=key)
    if not may_keep_keys(actor, found, at):
        raise NotAllowed
    return found


def _succeed(issuer: Issuer, old: IssuerKey, *, at: datetime) -> Hand:
    old.until = at
    old.save(update_fields=["until"])
    hand = _fresh(issuer, at=at)
    sign_lists_anew(hand, at=at)
    transaction.on_commit(lambda: destroy_private_key(issuer.pk, old.name))
    return hand


def _fresh(issuer: Issuer, *, at: datetime) -> Hand:
    """Make a key. Its file comes first: one without a row harms nobody, a row without one does."""
    private = Ed25519PrivateKey.generate()
    public = multikey(private.public_key())
    name = f"key-{public[-12:]}"
    did = did_of_issuer(issuer.key)
    keep_private_key(issuer.pk, name, private)
    key = IssuerKey.objects.create(issuer=issuer, name=name, did=did, public_key=public, since=at)
    return Hand(issuer, key, SigningKey(private=private, controller=did, fragment=name))


def _record(action: str, issuer: Issuer, key: str, reason: str, actor: Actor, at: datetime) -> None:
    changes = {"key": (None, key)}
    deed = Deed(action, "issuers", issuer.key, changes, reason.strip())
    record(deed, actor=actor, at=at)
