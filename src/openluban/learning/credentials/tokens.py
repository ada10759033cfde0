"""An award as a signed token (VC-JWT): the same credential in another form, never another one."""

from datetime import datetime

from openluban.learning.credentials.errors import NoToken
from openluban.learning.credentials.formats.data_integrity import (
    Proof,
    apart,
    is_good,
    read_proof,
    statements_digest,
)
from openluban.learning.credentials.formats.json_text import Document, read_object
from openluban.learning.credentials.formats.jwt import issuer_id, sign_jwt
from openluban.learning.credentials.formats.keys import read_multikey
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.hands import hand_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import IssuerKey


def token_of_award(award: Award, *, at: datetime) -> str:
    """Return the token of an award: what its signed document says, and nothing else.

    Identifier and places in the status lists are the same. It is the same token every time while
    the key that signed the document signs; a later key says when it signed. A second issuer's
    signature stays in the document: a token has one.

    :raises NoToken: the document is not as it was signed, its key is compromised, or the issuer is
        called otherwise today or awards no more under a later key
    :raises NoKey: the issuer has no key
    """
    unsecured, proof = _as_signed(award)
    hand = hand_of(award.issuer)
    is_same_key = hand.key.pk == award.signed_with_id
    if hand.did != issuer_id(unsecured) or (
        not is_same_key and (award.issuer.closed_on or not award.issuer.is_shown)
    ):
        raise NoToken
    signed_at = proof.created if is_same_key else at
    return sign_jwt(unsecured, hand.signing, issued_at=signed_at)


def _as_signed(award: Award) -> tuple[Document, Proof]:
    """Return what the document says and the issuer's proof of it.

    Whatever the database holds would be signed: so it is held against its signature first.
    """
    key: IssuerKey = award.signed_with
    name = f"{key.did}#{key.name}"
    try:
        unsecured, raw = apart(read_object(bytes(award.document).decode()))
        own = [proof for proof in map(read_proof, raw) if proof.method == name]
        digest = statements_digest(unsecured)
        public = read_multikey(key.public_key)
        is_sound = len(own) == 1 and is_good(own[0], digest, public)
    except (Unfit, ValueError) as broken:
        raise NoToken from broken
    if not is_sound or key.compromised_at or unsecured.get("id") != award.uuid.urn:
        raise NoToken
    return unsecured, own[0]
