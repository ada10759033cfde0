"""A certificate to print: up to three languages, a code to check it by, the credential inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from openluban.foundation.documents.pdf_content import language_of
from openluban.kernel.lazily import lazily
from openluban.kernel.numerals import format_day
from openluban.learning.credentials.setting.typesetting import Page

if TYPE_CHECKING:
    import qrcode
else:
    qrcode = lazily("qrcode")

_MOST_LANGUAGES = 3
_SENTENCES = {
    "programme": gettext_lazy("Awarded on %(day)s for completing the programme."),
    "course": gettext_lazy("Awarded on %(day)s for completing the course."),
    "competition": gettext_lazy("Awarded on %(day)s for the result in the competition."),
    "teacher_training": gettext_lazy("Awarded on %(day)s for completing the training of teachers."),
}
_SIZES = ((180, 10), (420, 8.5), (800, 7.5))
"""Up to how many letters of criteria fit beside each other, and in which size."""
_TINY = 6.5


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed. Wordings are by language; ``signers`` are names and identifiers.

    ``check_url`` is what the code leads to; ``is_shared``: that it shows just this award.
    ``page_url`` is where anybody may check the file, in print for those without a camera.
    """

    kind: str
    names: dict[str, str]
    criteria: dict[str, str]
    recipient: tuple[str, ...]
    signers: tuple[tuple[tuple[str, ...], str], ...]
    awarded_on: date
    valid_until: date | None
    number: str
    credential: str
    check_url: str
    page_url: str
    is_shared: bool
    is_synthetic: bool


def certificate_pdf(certificate: Certificate, languages: list[str], *, fonts: Path) -> bytes:
    """Return the certificate in these languages, of which the first three count.

    :raises FontsMissing: the folder lacks fonts
    :raises GlyphsMissing: a name has characters that the fonts lack
    """
    spoken = languages[:_MOST_LANGUAGES]
    content = _content(certificate, spoken)
    return Page("certificate", content, fonts=fonts).pdf(certificate.awarded_on)


def _content(certificate: Certificate, spoken: list[str]) -> dict[str, Any]:
    sides = [_side(certificate, language) for language in spoken]
    longest = max(len(side["criteria"]) for side in sides)
    size = next((size for letters, size in _SIZES if longest < letters), _TINY)
    day = certificate.awarded_on
    with translation.override(spoken[0]):
        return {
            "title": f"{gettext('Certificate')}: {sides[0]['name']}",
            "issuers": [names[0] for names, _did in certificate.signers],
            "day": [day.year, day.month, day.day],
            "sides": sides,
            "credential": certificate.credential,
            "attached": gettext("The signed credential (Open Badges 3.0)"),
            "code": code_of(certificate.check_url),
            "code_alt": gettext("Code that leads to: %(address)s")
            % {"address": certificate.check_url},
            "check_url": certificate.check_url,
            "page_url": certificate.page_url,
            "warning": _warning(certificate, spoken),
            "to": " · ".join(side["to"] for side in sides),
            "recipient": certificate.recipient[0]
            if certificate.recipient
            else gettext("The recipient is not named in this certificate"),
            "is_named": bool(certificate.recipient),
            "recipient_also": " · ".join(certificate.recipient[1:]),
            "size": size,
            "signers": [{"names": list(names), "did": did} for names, did in certificate.signers],
            "days": _days(certificate, spoken[0]),
            "number": certificate.number,
        }


def _side(certificate: Certificate, language: str) -> dict[str, Any]:
    with translation.override(language):
        day = format_day(certificate.awarded_on.isoformat(), language)
        check = (
            gettext("Scan the code to check this certificate, or send the file to this page:")
            if certificate.is_shared
            else gettext(
                "The signed credential is inside this file. To check it, send it to this page:"
            )
        )
        return {
            **language_of(language),
            "network": gettext("Luban Workshop"),
            "check": check,
            "heading": gettext("Certificate"),
            "to": gettext("Awarded to"),
            "name": certificate.names[language],
            "sentence": _SENTENCES[certificate.kind] % {"day": day},
            "criteria": certificate.criteria.get(language, ""),
        }


def _warning(certificate: Certificate, spoken: list[str]) -> str:
    if not certificate.is_synthetic:
        return ""
    said = []
    for language in spoken:
        with translation.override(language):
            said.append(gettext("Demonstration: nobody real was awarded this."))
    return " · ".join(said)


def _days(certificate: Certificate, language: str) -> str:
    day = format_day(certificate.awarded_on.isoformat(), language)
    if certificate.valid_until is None:
        return day
    until = format_day(certificate.valid_until.isoformat(), language)
    return gettext("%(day)s, valid until %(until)s") % {"day": day, "until": until}


def code_of(address: str) -> list[str]:
    """Return a QR code as rows of 1 (dark) and 0, with the light border that readers need."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]
