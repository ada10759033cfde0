"""Does it have what the model of credentials and Open Badges 3.0 ask for?"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.verification.report import Check, Outcome, Subject, check

BADGES = {"OpenBadgeCredential", "AchievementCredential"}
ENDORSEMENT = "EndorsementCredential"
_OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
_OB_ALIASES = ("https://imsglobal.github.io/openbadges-specification/context.json",)

_TYPES: dict[str, tuple[str, ...]] = {
    "achievement": ("Achievement",),
    "alignment": ("Alignment",),
    "identifier": ("IdentityObject", "IdentifierEntry"),
    "otherIdentifier": ("IdentifierEntry",),
    "result": ("Result",),
    "resultDescription": ("ResultDescription",),
    "rubricCriterionLevel": ("RubricCriterionLevel",),
    "evidence": ("Evidence",),
    "creator": ("Profile",),
    "parentOrg": ("Profile",),
    "source": ("Profile",),
    "related": ("Related",),
    "address": ("Address",),
}
"""Of which type an object must be that stands under a word of Open Badges."""
_TEXTS = {
    "Achievement": ("name", "description"),
    "Alignment": ("targetName", "targetUrl"),
    "IdentityObject": ("identityHash", "identityType"),
    "ResultDescription": ("name", "resultType"),
}
"""Which texts an object of a type must have."""


def check_shape(credential: Document) -> Iterator[Check]:
    """Yield what is missing or wrong, at most one finding; or that all is there."""
    problem = next(_of_credential(credential), None)
    types = set(words_of(credential.get("type")))
    if problem is None and types & BADGES:
        problem = next(_of_badge(credential), None)
    if problem:
        yield _bad_shape(problem)
    elif types & BADGES:
        yield check(
            Subject.SHAPE, Outcome.GOOD, "open_badge", _("It is an Open Badge, version 3.0.")
        )
    else:
        yield check(
            Subject.SHAPE,
            Outcome.NOTE,
            "other_credential",
            _("It is a verifiable credential, but no Open Badge."),
        )


def check_presentation(presentation: Document) -> Iterator[Check]:
    """Yield what is wrong with a presentation itself, if anything is."""
    if _first_context(presentation) not in (CREDENTIALS_V1, CREDENTIALS_V2):
        yield _bad_shape("@context")


def _first_context(document: Document) -> object:
    contexts = document.get("@context")
    return contexts[0] if isinstance(contexts, list) and contexts else contexts


def _bad_shape(place: str) -> Check:
    said = _("It is not as the standard says: %(place)s.")
    return check(Subject.SHAPE, Outcome.BAD, "bad_shape", said, place=place)


def words_of(value: object) -> list[str]:
    """Return a word or a list of words as a list; what is no word is left out."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, str)]


def objects_of(value: object) -> list[Document]:
    """Return an object or a list of objects as a list; what is no object is left out."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]


def _of_credential(credential: Document) -> Iterator[str]:
    first = _first_context(credential)
    if first not in (CREDENTIALS_V1, CREDENTIALS_V2):
        yield "@context"
    if "VerifiableCredential" not in words_of(credential.get("type")):
        yield "type"
    issuer = credential.get("issuer")
    name = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(name, str) or ":" not in name:
        yield "issuer"
    subjects = credential.get("credentialSubject")
    listed = subjects if isinstance(subjects, list) else [subjects]
    if not listed or not all(isinstance(each, dict) and each for each in listed):
        yield "credentialSubject"
    if first == CREDENTIALS_V1 and "issuanceDate" not in credential:
        yield "issuanceDate"
    for word in ("id", "name"):
        if not isinstance(credential.get(word, ""), str | dict | list):
            yield word
    yield from _types_of_parts(credential)


def _types_of_parts(credential: Document) -> Iterator[str]:
    """Yield each part of the general model that has no type although it must."""
    for word in ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse"):
        for each in objects_of(credential.get(word)):
            if not words_of(each.get("type")):
                yield f"{word}.type"
    for each in objects_of(credential.get("credentialSchema")):
        if not _is_address(each.get("id")):
            yield "credentialSchema.id"
    yield from _related(credential.get("relatedResource", []))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and ":" in value


def _related(value: object) -> Iterator[str]:
    """Yield what is wrong with other files that the credential vouches for by their digests."""
    listed = value if isinstance(value, list) else [value]
    names = [each.get("id") for each in objects_of(listed)]
    if len(names) != len(listed):
        yield "relatedResource"
    if not all(_is_address(name) for name in names) or len(names) != len(set(map(str, names))):
        yield "relatedResource.id"
    for each in objects_of(listed):
        if not {"digestSRI", "digestMultibase"} & set(each):
            yield "relatedResource.digestSRI"


def _of_badge(credential: Document) -> Iterator[str]:
    contexts = words_of(credential.get("@context"))
    if not any(each.startswith(_OB) or each in _OB_ALIASES for each in contexts):
        yield "@context"
    if isinstance(credential["issuer"], dict) and "Profile" not in words_of(
        credential["issuer"].get("type")
    ):
        yield "issuer.type"
    if not {"validFrom", "issuanceDate"} & set(credential):
        yield "validFrom"
    subject = credential.get("credentialSubject")
    if not isinstance(subject, dict):
        yield "credentialSubject"
    else:
        yield from _of_subject(subject)
    yield from _walk(credential, "")


def _of_subject(subject: Document) -> Iterator[str]:
    if "AchievementSubject" not in words_of(subject.get("type")):
        yield "credentialSubject.type"
    if not subject.get("id") and not subject.get("identifier"):
        yield "credentialSubject.id"
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict):
        yield "credentialSubject.achievement"
    elif not isinstance(achievement.get("id"), str):
        yield "achievement.id"
    elif not isinstance(achievement.get("criteria"), dict):
        yield "achievement.criteria"


def _walk(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, path)
    elif isinstance(value, dict):
        for word, inner in value.items():
            place = f"{path}.{word}" if path else word
            if word in ("@context", "proof"):
                continue
            yield from _typed(word, inner, place)
            yield from _walk(inner, place)


def _typed(word: str, value: object, place: str) -> Iterator[str]:
    if word not in _TYPES:
        return
    wanted = _TYPES[word]
    for each in objects_of(value):
        types = words_of(each.get("type"))
        if not set(wanted) & set(types):
            yield f"{place}.type"
        for kind in types:
            for text in _TEXTS.get(kind, ()):
                if not isinstance(each.get(text), str):
                    yield f"{place}.{text}"
