"""Everything that can be said of a credential at a moment, from what is known here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.data_integrity import ASSERTION
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.carriers import Carried, carried, enveloped
from openluban.learning.credentials.verification.dating import check_dates
from openluban.learning.credentials.verification.proving import (
    Judging,
    prove_document,
    prove_token,
    signer_of,
)
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Report,
    Subject,
    check,
    in_order,
    refused,
)
from openluban.learning.credentials.verification.shaping import (
    check_presentation,
    check_shape,
    objects_of,
    words_of,
)
from openluban.learning.credentials.verification.standing import check_status
from openluban.learning.credentials.verification.telling import (
    check_recipient,
    check_rest,
    told_of,
)
from openluban.learning.credentials.verification.trust import Trust

PRESENTATION = "VerifiablePresentation"
AUTHENTICATION = "authentication"
MOST_PRESENTED = 20


@dataclass(frozen=True)
class _Asked:
    at: datetime
    trust: Trust
    recipient: tuple[str, str] | None


def verify(
    handed_in: bytes | str | dict[str, Any],
    *,
    at: datetime,
    trust: Trust,
    recipient: tuple[str, str] | None = None,
) -> Report:
    """Return what can be said of a credential; whatever was handed in, this does not raise.

    It takes JSON, a token, a baked PNG or SVG, a PDF with the credential attached, or a
    presentation of several. Nothing is fetched: what is not in ``trust`` is said to be unknown.
    ``recipient`` is a kind of identity and its value, such as ``("emailAddress", "a@b.example")``.
    """
    try:
        found = carried(handed_in)
        return _report(found, _Asked(at, trust, recipient))
    except Unfit as refusal:
        return Report(at, (refused(Subject.FORM, refusal),))
    except RecursionError:
        too_deep = Unfit("too_deep", _("It is nested too deeply."))
        return Report(at, (refused(Subject.FORM, too_deep),))


def _report(found: Carried, asked: _Asked) -> Report:
    if PRESENTATION in words_of(found.document.get("type")):
        return _presented(found, asked)
    credential = found.document
    checks = [
        *_proven(found, asked, ASSERTION),
        *check_dates(credential, found.token, asked.at),
        *check_status(credential, asked.at, asked.trust),
        *check_shape(credential),
        *check_rest(credential),
    ]
    if asked.recipient:
        checks += check_recipient(credential, *asked.recipient)
    told = told_of(credential, found.token, found.carrier)
    return Report(asked.at, in_order(checks), told)


def _proven(found: Carried, asked: _Asked, purpose: str) -> list[Check]:
    signer = signer_of(found.document)
    if not signer and purpose == AUTHENTICATION:
        signer = _presented_by(found)
    if not signer:
        nobody = Unfit("no_issuer", _("It does not say who issued it."))
        return [refused(Subject.ISSUER, nobody)]
    judging = Judging(signer, purpose, asked.at, asked.trust)
    if found.token:
        return prove_token(found.token, judging)
    return prove_document(found.document, judging)


def _presented_by(found: Carried) -> str:
    """Return who signed a presentation that names no holder, which it need not."""
    proofs = objects_of(found.document.get("proof"))
    name = found.token.key_id if found.token else next(iter(proofs), {}).get("verificationMethod")
    return name.partition("#")[0] if isinstance(name, str) else ""


def _presented(found: Carried, asked: _Asked) -> Report:
    """Return the report on a presentation: its own signature, and a report on each part."""
    given = found.document.get("verifiableCredential", [])
    listed = given if isinstance(given, list) else [given]
    if len(listed) > MOST_PRESENTED:
        raise Unfit(
            "bad_presentation",
            _("A presentation of more than %(most)s credentials is not checked."),
            most=MOST_PRESENTED,
        )
    checks = [*check_presentation(found.document), *_presenter(found, asked)]
    if not listed:
        checks.append(_nothing_presented())
    parts = tuple(_part(each, asked) for each in listed)
    return Report(asked.at, tuple(checks), parts=parts)


def _nothing_presented() -> Check:
    said = _("It presents no credential, so there is nothing to rely on.")
    return check(Subject.FORM, Outcome.UNKNOWN, "nothing_presented", said)


def _part(given: object, asked: _Asked) -> Report:
    try:
        return _report(_carried_part(given), asked)
    except Unfit as refusal:
        return Report(asked.at, (refused(Subject.FORM, refusal),))


def _carried_part(given: object) -> Carried:
    inner = enveloped(given) if isinstance(given, dict) else given
    if not isinstance(inner, dict | str):
        raise Unfit("no_object", _("This JSON is no object, so it is no credential."))
    found = carried(inner)
    if PRESENTATION in words_of(found.document.get("type")):
        raise Unfit("nested", _("A presentation within a presentation is not checked."))
    return found


def _presenter(found: Carried, asked: _Asked) -> Iterator[Check]:
    if found.token is None and not objects_of(found.document.get("proof")):
        yield check(
            Subject.OTHER,
            Outcome.NOTE,
            "presentation_not_signed",
            _("Who presents it did not sign; that says nothing of the credentials in it."),
        )
        return
    for each in _proven(found, asked, AUTHENTICATION):
        # Whoever presents need not be known as an issuer.
        if each.name is not Subject.ISSUER or each.outcome is Outcome.BAD:
            yield each
