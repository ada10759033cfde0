"""Issuers with the keys that sign for them."""

from dataclasses import dataclass

from openluban.learning.credentials.errors import NoKey
from openluban.learning.credentials.formats.keys import SigningKey
from openluban.learning.credentials.keeping import private_key_of
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey


@dataclass(frozen=True, slots=True)
class Hand:
    """An issuer, the key that signs for it today, and how it signs."""

    issuer: Issuer
    key: IssuerKey
    signing: SigningKey

    @property
    def did(self) -> str:
        """Whose signature it is."""
        return self.key.did


def hand_of(issuer: Issuer) -> Hand:
    """Return the issuer's hand; one query.

    :raises NoKey: it has no key, or the private one is not here
    """
    key = IssuerKey.objects.filter(issuer=issuer, until=None).first()
    private = private_key_of(issuer.pk, key.name) if key else None
    if key is None or private is None:
        raise NoKey(issuer=str(issuer.name))
    return Hand(issuer, key, SigningKey(private=private, controller=key.did, fragment=key.name))
