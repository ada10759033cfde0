"""Open Badges 3.0: an award as the credential that is signed.

Every thing that can have a name has one, so that nothing in it needs to be told apart by its looks.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V2, OPEN_BADGES
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.moments import written_moment


@dataclass(frozen=True)
class Issuer:
    """Who awards: the id is a DID, the texts are in one language."""

    id: str
    name: str
    url: str = ""
    description: str = ""
    image: str = ""


@dataclass(frozen=True)
class Alignment:
    """What an achievement corresponds to in somebody's framework."""

    target_name: str
    target_url: str
    target_code: str = ""
    target_framework: str = ""
    target_type: str = ""


@dataclass(frozen=True)
class Achievement:
    """What can be awarded; the id is its address, criteria are text (Markdown)."""

    id: str
    name: str
    description: str
    criteria: str
    achievement_type: str = "Certificate"
    criteria_url: str = ""
    image: str = ""
    language: str = ""
    human_code: str = ""
    field_of_study: str = ""
    alignments: tuple[Alignment, ...] = ()
    creator: Issuer | None = None


@dataclass(frozen=True)
class HashedIdentity:
    """Something known of a recipient, told only to who knows it already."""

    kind: str
    hash: str
    salt: str
    hashed: bool = True


@dataclass(frozen=True)
class Recipient:
    """To whom: an id (``urn:uuid:…`` or a DID), or what is known of them, or both."""

    id: str = ""
    name: str = ""
    """In clear, so only where it shall be read by whoever has the file."""
    identities: tuple[HashedIdentity, ...] = ()


@dataclass(frozen=True)
class Result:
    """A mark or a level reached."""

    value: str = ""
    description_id: str = ""
    achieved_level: str = ""
    status: str = ""


@dataclass(frozen=True)
class Evidence:
    """What the award rests on."""

    id: str
    name: str = ""
    description: str = ""
    narrative: str = ""
    genre: str = ""


@dataclass(frozen=True)
class StatusEntry:
    """The award's place in a status list; one for each purpose."""

    list_url: str
    index: int
    purpose: Literal["revocation", "suspension"]


@dataclass(frozen=True)
class Award:
    """All that a credential says."""

    id: str
    issuer: Issuer
    achievement: Achievement
    recipient: Recipient
    name: str
    valid_from: datetime
    valid_until: datetime | None = None
    awarded_at: datetime | None = None
    description: str = ""
    image: str = ""
    results: tuple[Result, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    statuses: tuple[StatusEntry, ...] = ()
    activity_start: date | None = None
    activity_end: date | None = None
    term: str = ""
    role: str = ""
    credits_earned: float | None = None
    narrative: str = ""
    licence_number: str = ""
    also: Mapping[str, Any] = field(default_factory=dict)
    """More members of the credential itself, such as ``refreshService`` or ``endorsement``."""


def hashed_identity(kind: str, value: str, salt: str) -> HashedIdentity:
    """Return what says of whom it is without saying it: the digest of the value and a salt."""
    return HashedIdentity(kind, identity_hash(value, salt), salt)


def identity_hash(value: str, salt: str) -> str:
    """Return the digest of a value with its salt, as the standard writes it."""
    return "sha256$" + hashlib.sha256((value + salt).encode()).hexdigest()


def credential(award: Award) -> Document:
    """Return the credential, not signed yet."""
    document: Document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.name,
        **_filled(description=award.description, image=_image(award.image)),
        "issuer": _profile(award.issuer),
        "validFrom": written_moment(award.valid_from),
    }
    for word, moment in (("validUntil", award.valid_until), ("awardedDate", award.awarded_at)):
        if moment:
            document[word] = written_moment(moment)
    document["credentialSubject"] = _subject(award)
    if award.evidence:
        document["evidence"] = [_evidence(each) for each in award.evidence]
    if award.statuses:
        document["credentialStatus"] = [_status(each) for each in award.statuses]
    return document | dict(award.also)


def _filled(**words: Any) -> Document:
    return {word: value for word, value in words.items() if value not in ("", None, [], {})}


def _image(address: str) -> Document | None:
    return {"id": address, "type": "Image"} if address else None


def _profile(issuer: Issuer) -> Document:
    return {
        "id": issuer.id,
        "type": ["Profile"],
        "name": issuer.name,
        **_filled(url=issuer.url, description=issuer.description, image=_image(issuer.image)),
    }


def _subject(award: Award) -> Document:
    recipient = award.recipient
    identities = [_identity(each) for each in recipient.identities]
    if recipient.name:
        identities.append(_identity(HashedIdentity("name", recipient.name, "", hashed=False)))
    return {
        **_filled(id=recipient.id),
        "type": ["AchievementSubject"],
        **_filled(
            identifier=identities,
            activityStartDate=award.activity_start and award.activity_start.isoformat(),
            activityEndDate=award.activity_end and award.activity_end.isoformat(),
            creditsEarned=award.credits_earned,
            licenseNumber=award.licence_number,
            narrative=award.narrative,
            role=award.role,
            term=award.term,
            result=[_result(each) for each in award.results],
        ),
        "achievement": _achievement(award.achievement),
    }


def _identity(identity: HashedIdentity) -> Document:
    return {
        "type": "IdentityObject",
        "hashed": identity.hashed,
        "identityHash": identity.hash,
        "identityType": identity.kind,
        **_filled(salt=identity.salt),
    }


def _result(result: Result) -> Document:
    return {
        "type": ["Result"],
        **_filled(
            value=result.value,
            resultDescription=result.description_id,
            achievedLevel=result.achieved_level,
            status=result.status,
        ),
    }


def _achievement(achievement: Achievement) -> Document:
    return {
        "id": achievement.id,
        "type": ["Achievement"],
        "achievementType": achievement.achievement_type,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": _filled(id=achievement.criteria_url, narrative=achievement.criteria),
        **_filled(
            image=_image(achievement.image),
            inLanguage=achievement.language,
            humanCode=achievement.human_code,
            fieldOfStudy=achievement.field_of_study,
            alignment=[_alignment(each) for each in achievement.alignments],
            creator=_profile(achievement.creator) if achievement.creator else None,
        ),
    }


def _alignment(alignment: Alignment) -> Document:
    return {
        "type": ["Alignment"],
        "targetName": alignment.target_name,
        "targetUrl": alignment.target_url,
        **_filled(
            targetCode=alignment.target_code,
            targetFramework=alignment.target_framework,
            targetType=alignment.target_type,
        ),
    }


def _evidence(evidence: Evidence) -> Document:
    return {
        "id": evidence.id,
        "type": ["Evidence"],
        **_filled(
            name=evidence.name,
            description=evidence.description,
            narrative=evidence.narrative,
            genre=evidence.genre,
        ),
    }


def _status(entry: StatusEntry) -> Document:
    return {
        "id": f"{entry.list_url}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": entry.purpose,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_url,
    }
