"""Whose key is it? From the name of a key and the issuers who are trusted."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.did import PublishedKey, key_of_did_key
from openluban.learning.credentials.formats.keys import PublicKey, multikey, read_multikey
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.trust import Trust, TrustedIssuer


@dataclass(frozen=True)
class Found:
    """A key, and who vouches that it is the controller's: a register, arithmetic, or nobody."""

    key: PublicKey
    published: PublishedKey | None = None
    issuer: TrustedIssuer | None = None
    self_named: bool = False
    """Only the name of the key itself says so: it is right, but nobody says whose key it is."""


def find_key(method: str, issuer_id: str, trust: Trust) -> Found | None:
    """Return the key that a proof names, or None where it is not at hand.

    :raises Unfit: the name is no address, is not of the issuer, or names a key that is none
    """
    controller, _hash, fragment = method.partition("#")
    if ":" not in controller:
        raise Unfit("bad_method", _("The key's name “%(name)s” is no address."), name=method)
    known = trust.issuers.get(controller)
    if known and fragment in known.by_fragment:
        published, key = known.by_fragment[fragment]
        return Found(key, published, known)
    if controller.startswith("did:key:"):
        return _by_arithmetic(controller, fragment, issuer_id, trust)
    if known is None and fragment.startswith("z6Mk"):
        return Found(_self_named(method, fragment), self_named=True)
    return None


def _self_named(method: str, fragment: str) -> PublicKey:
    try:
        return read_multikey(fragment)
    except Unfit:
        raise Unfit(
            "bad_method", _("The key's name “%(name)s” is no address."), name=method
        ) from None


def _by_arithmetic(did: str, fragment: str, issuer_id: str, trust: Trust) -> Found:
    key = key_of_did_key(did)
    if fragment and fragment != did.removeprefix("did:key:"):
        raise Unfit("bad_method", _("The key's name “%(name)s” is no address."), name=fragment)
    issuer = trust.issuers.get(issuer_id)
    like = issuer.key_like(multikey(key)) if issuer else None
    return Found(key, like[0], issuer) if like else Found(key)


def check_period(found: Found, signed_at: datetime | None, *, exact: bool = True) -> None:
    """Return if the key was in use when it signed.

    What is not exact is the day from which a credential counts: it may have been signed later.

    :raises Unfit: it was given up because somebody else may have it, or signed out of its time
    """
    published = found.published
    if published is None:
        return
    if published.compromised:
        raise Unfit(
            "compromised_key",
            _("Its key was given up because others may have it; nothing it signed counts."),
        )
    begins, ends = published.since, published.until
    if signed_at is None:
        if ends:
            raise Unfit(
                "undated_proof",
                _("It does not say when it was signed, and its key is no longer in use."),
            )
        return
    if (exact and begins and signed_at < begins.replace(microsecond=0)) or (
        ends and signed_at > ends
    ):
        raise Unfit(
            "out_of_period",
            _("Its key was not in use on %(day)s, when it says that it was signed."),
            day=signed_at.date(),
        )
