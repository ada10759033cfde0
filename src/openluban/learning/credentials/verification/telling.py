"""What a credential says of itself, and of whom: for the reader of a report."""

import hmac
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import Token, issuer_id
from openluban.learning.credentials.formats.open_badges import identity_hash
from openluban.learning.credentials.formats.refusals import Unfit, shown
from openluban.learning.credentials.verification.dating import period
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Subject,
    Told,
    check,
)
from openluban.learning.credentials.verification.shaping import objects_of, words_of

LONGEST_TEXT = 2_000


def told_of(credential: Document, token: Token | None, carrier: str) -> Told:
    """Return what it says; whatever has not the expected form is left out."""
    subject = next(iter(objects_of(credential.get("credentialSubject"))), {})
    achievement = next(iter(objects_of(subject.get("achievement"))), {})
    issuer = next(iter(objects_of(credential.get("issuer"))), {})
    criteria = next(iter(objects_of(achievement.get("criteria"))), {})
    try:
        begins, ends = period(credential, token)
    except Unfit:
        begins, ends = None, None
    return Told(
        name=_text(credential.get("name")),
        achievement=_text(achievement.get("name")),
        description=_text(achievement.get("description")),
        criteria=_text(criteria.get("narrative")),
        issuer=_text(issuer.get("name")),
        issuer_id=shown(issuer_id(credential)),
        recipient=_name_in_clear(subject),
        recipient_id=_text(subject.get("id")),
        valid_from=begins,
        valid_until=ends,
        carrier=carrier,
    )


def _text(value: object) -> str:
    """Return a text, or the first of several languages."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value", "")
    if not isinstance(value, str):
        return ""
    kept = "".join(sign for sign in value[:LONGEST_TEXT] if sign.isprintable() or sign == "\n")
    return kept if len(value) <= LONGEST_TEXT else f"{kept}…"


def _name_in_clear(subject: Document) -> str:
    for identity in objects_of(subject.get("identifier")):
        if identity.get("identityType") == "name" and identity.get("hashed") is False:
            return _text(identity.get("identityHash"))
    return _text(subject.get("name"))


def check_recipient(credential: Document, kind: str, value: str) -> Iterator[Check]:
    """Yield whether it is of the person of whom something is known, such as an e-mail address."""
    subject = next(iter(objects_of(credential.get("credentialSubject"))), {})
    entries = [
        each
        for each in objects_of(subject.get("identifier"))
        if kind in words_of(each.get("identityType"))
    ]
    if not entries:
        yield check(
            Subject.RECIPIENT,
            Outcome.UNKNOWN,
            "recipient_not_said",
            _("It says nothing of this kind about its recipient."),
        )
    elif any(_is_same(each, value) for each in entries):
        yield check(
            Subject.RECIPIENT,
            Outcome.GOOD,
            "recipient_matches",
            _("Its recipient is the person you asked about."),
        )
    else:
        yield check(
            Subject.RECIPIENT,
            Outcome.BAD,
            "other_recipient",
            _("Its recipient is not the person you asked about."),
        )


def _is_same(identity: Document, value: str) -> bool:
    said, salt = identity.get("identityHash"), identity.get("salt", "")
    if not isinstance(said, str) or not isinstance(salt, str):
        return False
    expected = identity_hash(value, salt) if identity.get("hashed") is True else value
    return hmac.compare_digest(said.encode(), expected.encode())


def check_rest(credential: Document) -> Iterator[Check]:
    """Yield what one should know besides: a newer one may exist, endorsements were not checked."""
    for service in objects_of(credential.get("refreshService"))[:1]:
        yield check(
            Subject.OTHER,
            Outcome.NOTE,
            "may_be_refreshed",
            _("There may be a newer one at %(url)s; nobody was asked."),
            url=_text(service.get("id")),
        )
    if credential.get("relatedResource"):
        yield check(
            Subject.OTHER,
            Outcome.NOTE,
            "related_not_compared",
            _("It vouches for files that lie elsewhere; they were not fetched and not compared."),
        )
    endorsements = len(objects_of(credential.get("endorsement")))
    if endorsements:
        yield check(
            Subject.OTHER,
            Outcome.NOTE,
            "endorsements_not_checked",
            _("It contains endorsements by others; these were not checked."),
        )
