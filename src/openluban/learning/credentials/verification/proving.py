"""Was it signed by the issuer whose name it bears, and does anybody here know that issuer?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats import data_integrity, jwt
from openluban.learning.credentials.formats.data_integrity import Proof, apart
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import Token, issuer_id
from openluban.learning.credentials.formats.keys import multikey, read_jwk
from openluban.learning.credentials.formats.moments import read_moment
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Subject,
    check,
    refused,
)
from openluban.learning.credentials.verification.resolving import Found, check_period, find_key
from openluban.learning.credentials.verification.trust import Trust, TrustedIssuer

SKEW = timedelta(minutes=5)
"""How far another's clock may be ahead."""


@dataclass(frozen=True)
class Judging:
    """What a proof is held against."""

    signer: str
    """The DID that must have signed: of the issuer, or of the holder of a presentation."""
    purpose: str
    at: datetime
    trust: Trust


def prove_document(document: Document, judging: Judging) -> list[Check]:
    """Return what the proofs within a document show."""
    try:
        unsecured, raw = _signed(document)
        proofs = [data_integrity.read_proof(each) for each in raw]
        digest = data_integrity.statements_digest(unsecured)
    except Unfit as refusal:
        return [refused(Subject.SIGNATURE, refusal)]
    own = [proof for proof in proofs if _is_by(proof, judging)]
    others = [proof for proof in proofs if proof not in own]
    if not own:
        return [
            check(
                Subject.SIGNATURE,
                Outcome.BAD,
                "not_by_issuer",
                _("It was signed by “%(signer)s”, which is not the issuer that it names."),
                signer=others[0].controller,
            )
        ]
    checks = [each for proof in own for each in _one(proof, digest, judging)]
    checks += [each for proof in others for each in _cosigned(proof, digest, judging)]
    return checks


def _signed(document: Document) -> tuple[Document, Sequence[Document]]:
    unsecured, raw = apart(document)
    if not raw:
        raise Unfit("not_signed", _("It is not signed."))
    return unsecured, raw


def _is_by(proof: Proof, judging: Judging) -> bool:
    if proof.controller == judging.signer:
        return True
    issuer = judging.trust.issuers.get(judging.signer)
    key = proof.controller.removeprefix("did:key:")
    return bool(issuer and key != proof.controller and issuer.key_like(key))


def _one(proof: Proof, digest: bytes, judging: Judging) -> Iterator[Check]:
    """Yield what one proof by the issuer shows: of the signature, then of the issuer."""
    try:
        found = _tested(proof, digest, judging)
    except Unfit as refusal:
        yield refused(Subject.SIGNATURE, refusal)
        return
    yield from _told(found, proof.controller, proof.created, judging)


def _tested(proof: Proof, digest: bytes, judging: Judging) -> Found | None:
    """Return the key with which a proof was found good.

    :raises Unfit: it is not good, not for this purpose, or not of this time
    """
    if proof.purpose != judging.purpose:
        raise Unfit(
            "wrong_purpose", _("It was signed for “%(purpose)s” only."), purpose=proof.purpose
        )
    if proof.created and proof.created > judging.at + SKEW:
        raise Unfit("signed_in_future", _("It says that it was signed at a time still to come."))
    if proof.expires and proof.expires <= judging.at:
        raise Unfit(
            "proof_expired",
            _("Its signature was good until %(day)s only."),
            day=proof.expires.date(),
        )
    found = find_key(proof.method, judging.signer, judging.trust)
    if found is None:
        return None
    if not data_integrity.is_good(proof, digest, found.key):
        raise _changed()
    check_period(found, proof.created)
    return found


def _changed() -> Unfit:
    return Unfit(
        "bad_signature",
        _("The signature does not fit: it was changed after it was signed, or signed by another."),
    )


def prove_token(token: Token, judging: Judging) -> list[Check]:
    """Return what the signature of a token shows."""
    try:
        signed_at = token.issued_at or token.not_before or _begins(token.credential)
        found = _tested_token(token, judging)
        if found:
            check_period(found, signed_at, exact=token.issued_at is not None)
    except Unfit as refusal:
        return [refused(Subject.SIGNATURE, refusal)]
    return list(_told(found, judging.signer, signed_at, judging))


def _begins(credential: Document) -> datetime | None:
    text = credential.get("validFrom", credential.get("issuanceDate"))
    return read_moment(text) if text else None


def _tested_token(token: Token, judging: Judging) -> Found | None:
    found = _key_of(token, judging)
    if found and not jwt.is_good(token, found.key):
        raise _changed()
    return found


def _key_of(token: Token, judging: Judging) -> Found | None:
    """Return the key of a token: by its name, or the one written into it if it is the issuer's."""
    name = token.key_id
    if name.startswith("#") or (name and ":" not in name):
        name = f"{judging.signer}#{name.removeprefix('#')}"
    controller = name.partition("#")[0]
    if name.startswith("did:") and controller != judging.signer:
        raise Unfit(
            "not_by_issuer",
            _("It was signed by “%(signer)s”, which is not the issuer that it names."),
            signer=controller,
        )
    if controller == judging.signer:
        found = find_key(name, judging.signer, judging.trust)
        if found:
            return found
    if "jwk" not in token.header:
        return None
    key = read_jwk(token.header["jwk"])
    issuer = judging.trust.issuers.get(judging.signer)
    like = issuer.key_like(multikey(key)) if issuer else None
    return Found(key, like[0], issuer) if like else Found(key, self_named=True)


def _told(
    found: Found | None, controller: str, signed_at: datetime | None, judging: Judging
) -> Iterator[Check]:
    known = judging.trust.issuers.get(controller)
    if found is None or (found.self_named and known):
        yield _key_missing(controller, signed_at, judging.trust, known)
        return
    if found.self_named:
        yield check(
            Subject.SIGNATURE,
            Outcome.UNKNOWN,
            "self_named_key",
            _("The signature fits the key that is named in it, but whose key that is, nobody "
              "here can say."),
        )  # fmt: skip
    else:
        yield check(
            Subject.SIGNATURE,
            Outcome.GOOD,
            "signature_good",
            _("The signature is good: nothing was changed since it was signed."),
        )
    yield _issuer(found.issuer, controller, signed_at)


def _key_missing(
    controller: str, signed_at: datetime | None, trust: Trust, known: TrustedIssuer | None
) -> Check:
    is_newer = trust.made_at is None or signed_at is None or signed_at > trust.made_at
    if known and not is_newer:
        return check(
            Subject.SIGNATURE,
            Outcome.BAD,
            "not_its_key",
            _("“%(issuer)s” has no such key."),
            issuer=known.said,
        )
    return check(
        Subject.SIGNATURE,
        Outcome.UNKNOWN,
        "key_not_at_hand",
        _("The key of “%(issuer)s” is not at hand, so the signature could not be checked."),
        issuer=controller,
    )


def _issuer(known: TrustedIssuer | None, controller: str, signed_at: datetime | None) -> Check:
    if known is None:
        return check(
            Subject.ISSUER,
            Outcome.UNKNOWN,
            "issuer_not_known",
            _("Nobody here knows the issuer “%(issuer)s”."),
            issuer=controller,
        )
    day = signed_at.date() if signed_at else None
    if known.until and (day is None or day >= known.until):
        return check(
            Subject.ISSUER,
            Outcome.BAD,
            "issuer_no_longer",
            _("“%(issuer)s” was no longer recognised from %(day)s."),
            issuer=known.said,
            day=known.until,
        )
    if known.recognised_by:
        return check(
            Subject.ISSUER,
            Outcome.GOOD,
            "issuer_recognised",
            _("The issuer is known: %(issuer)s, recognised by %(by)s."),
            issuer=known.said,
            by=known.recognised_by,
        )
    return check(
        Subject.ISSUER,
        Outcome.GOOD,
        "issuer_known",
        _("The issuer is known: %(issuer)s."),
        issuer=known.said,
    )


def _cosigned(proof: Proof, digest: bytes, judging: Judging) -> Iterator[Check]:
    """Yield what a proof by somebody else than the issuer shows."""
    theirs = Judging(proof.controller, data_integrity.ASSERTION, judging.at, judging.trust)
    try:
        found = _tested(proof, digest, theirs)
    except Unfit as refusal:
        yield refused(Subject.COSIGNER, refusal)
        return
    if found and found.issuer and _issuer(found.issuer, "", proof.created).outcome is Outcome.GOOD:
        yield check(
            Subject.COSIGNER,
            Outcome.GOOD,
            "also_signed",
            _("It is signed by %(signer)s too."),
            signer=found.issuer.said,
        )
        return
    yield check(
        Subject.COSIGNER,
        Outcome.NOTE,
        "also_signed_by_stranger",
        _("It also bears a signature of “%(signer)s”, whom nobody here knows."),
        signer=proof.controller,
    )


def signer_of(document: Document) -> str:
    """Return the issuer that a credential names, or the holder of a presentation."""
    holder = document.get("holder")
    if isinstance(holder, dict):
        holder = holder.get("id")
    return issuer_id(document) or (holder if isinstance(holder, str) else "")
