"""What a reader is told of an award: from its signed document and from how it stands."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from openluban.learning.credentials.drafting import BETWEEN_NAMES
from openluban.learning.credentials.editions import languages_in
from openluban.learning.credentials.models.awards import Award


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the names in the document, the identifier; ``spoken``: the names by language."""

    names: tuple[str, ...]
    did: str
    spoken: dict[str, str]

    def names_for(self, reader: str) -> tuple[str, ...]:
        """Return the names, the one in the reader's language first if there is one."""
        own = self.spoken.get(reader, "")
        return tuple(sorted(self.names, key=lambda name: name != own))


@dataclass(frozen=True, slots=True)
class Face:
    """An award as people read it; names, description and criteria are by language.

    ``state`` is that of ``Award.State``, ``expired`` where its time is over. ``recipient`` holds
    the names that the document gives, in each script; none where it names nobody.
    """

    key: str
    uuid: str
    kind: str
    achievement: str
    edition: int
    names: dict[str, str]
    descriptions: dict[str, str]
    criteria: dict[str, str]
    recipient: tuple[str, ...]
    signers: tuple[Signer, ...]
    awarded_on: date
    valid_until: date | None
    state: str
    is_synthetic: bool
    document: str

    @property
    def languages(self) -> list[str]:
        """The languages in which it is worded, those of the interface first."""
        return languages_in(self.names)


def face_of(award: Award, *, at: datetime) -> Face:
    """Return what is told of an award that is not erased; needs its achievement and edition."""
    document = bytes(award.document).decode()
    said = json.loads(document)
    wording = award.edition.wording
    return Face(
        key=award.key,
        uuid=str(award.uuid),
        kind=wording["kind"],
        achievement=award.achievement.key,
        edition=award.edition.number,
        names=wording["name"],
        descriptions=wording["description"],
        criteria=wording["criteria"],
        recipient=_recipient(said),
        signers=_signers(said, award),
        awarded_on=award.awarded_on,
        valid_until=timezone.localdate(award.valid_until) if award.valid_until else None,
        state=state_at(award, at),
        is_synthetic=award.is_synthetic,
        document=document,
    )


def state_at(award: Award, at: datetime) -> str:
    """Return how an award stands at a moment."""
    is_over = award.valid_until is not None and award.valid_until <= at
    if is_over and award.state in {Award.State.VALID, Award.State.SUSPENDED}:
        return str(Award.State.EXPIRED)
    return str(award.state)


def _recipient(said: dict[str, Any]) -> tuple[str, ...]:
    found = said["credentialSubject"].get("identifier", [])
    for each in [found] if isinstance(found, dict) else found:
        if each.get("identityType") == "name" and not each.get("hashed"):
            return tuple(str(each.get("identityHash", "")).split(BETWEEN_NAMES))
    return ()


def _signers(said: dict[str, Any], award: Award) -> tuple[Signer, ...]:
    """Return who signed; which of the names is in which language, the register of today says."""
    profiles = (
        (said["issuer"], award.issuer),
        (said["credentialSubject"]["achievement"].get("creator"), award.co_issuer),
    )
    return tuple(
        Signer(
            tuple(str(each.get("name", "")).split(BETWEEN_NAMES)),
            str(each.get("id", "")),
            dict(issuer.name.wordings) if issuer else {},
        )
        for each, issuer in profiles
        if each
    )
