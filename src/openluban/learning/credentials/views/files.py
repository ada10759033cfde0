"""An award as files: the signed JSON, pictures with it inside, a certificate to print."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.formats.baked_png import bake_png
from openluban.learning.credentials.formats.baked_svg import bake_svg
from openluban.learning.credentials.queries.awards import token_of
from openluban.learning.credentials.queries.faces import Face
from openluban.learning.credentials.setting.badges import badge
from openluban.learning.credentials.setting.certificates import Certificate, certificate_pdf
from openluban.learning.credentials.views.pieces import shared_url

FILES = ("certificate.pdf", "credential.json", "credential.jwt", "badge.png", "badge.svg")
_TYPES = {
    "pdf": "application/pdf",
    "json": "application/vc+ld+json",
    "jwt": "application/jwt",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def award_as_file(request: HttpRequest, face: Face, name: str, *, secret: str = "") -> HttpResponse:
    """Answer with an award as one of its files; ``secret`` is that of the link that shows it.

    ``?in=ru&in=zh-hans`` chooses the languages of a certificate.

    :raises NotFound: there is no file of this name
    :raises FontsMissing: a picture or certificate needs fonts that are not here
    :raises GlyphsMissing: a name has characters that the fonts lack
    :raises NoToken: it cannot be given as a token
    :raises NoKey: it cannot, for its issuer has no key
    """
    if name not in FILES:
        raise NotFound(file=name)
    ending = name.rpartition(".")[2]
    body = _MAKERS[ending](request, face, secret)
    response = HttpResponse(body, content_type=_TYPES[ending])
    told = f"{face.achievement}-{face.awarded_on.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{told}"'
    return response


def _json(_request: HttpRequest, face: Face, _secret: str) -> bytes:
    return face.document.encode()


def _jwt(_request: HttpRequest, face: Face, _secret: str) -> bytes:
    return token_of(face.key, at=timezone.now()).encode()


def _png(_request: HttpRequest, face: Face, _secret: str) -> bytes:
    names, issuers = _named(face)
    fonts = Path(settings.LUBAN_FONTS)
    drawn = badge(names, issuers, "png", fonts=fonts, is_synthetic=face.is_synthetic)
    return bake_png(drawn, face.document)


def _svg(_request: HttpRequest, face: Face, _secret: str) -> bytes:
    names, issuers = _named(face)
    fonts = Path(settings.LUBAN_FONTS)
    drawn = badge(names, issuers, "svg", fonts=fonts, is_synthetic=face.is_synthetic)
    return bake_svg(drawn, face.document)


def _named(face: Face) -> tuple[list[str], list[str]]:
    names = [face.names[language] for language in _spoken_first(face)]
    reader = page_language()
    return list(dict.fromkeys(names)), [each.names_for(reader)[0] for each in face.signers]


def _spoken_first(face: Face) -> list[str]:
    """Return the languages of an award that a file can be set in, the reader's first."""
    reader = page_language()
    fit = [language for language in face.languages if language in dict(settings.LANGUAGES)]
    return sorted(fit or face.languages[:1], key=lambda language: language != reader)


def _pdf(request: HttpRequest, face: Face, secret: str) -> bytes:
    asked = [language for language in request.GET.getlist("in") if language in face.names]
    spoken = list(dict.fromkeys(asked)) or _spoken_first(face)
    site, page = site_url(request), reverse("verify")
    certificate = Certificate(
        kind=face.kind,
        names=face.names,
        criteria=face.criteria,
        recipient=face.recipient,
        signers=tuple((signer.names_for(spoken[0]), signer.did) for signer in face.signers),
        awarded_on=face.awarded_on,
        valid_until=face.valid_until,
        number=f"urn:uuid:{face.uuid}",
        credential=face.document,
        check_url=f"{site}{shared_url(secret) if secret else page}",
        page_url=f"{site}{page}",
        is_shared=bool(secret),
        is_synthetic=face.is_synthetic,
    )
    return certificate_pdf(certificate, spoken, fonts=Path(settings.LUBAN_FONTS))


_MAKERS = {"pdf": _pdf, "json": _json, "jwt": _jwt, "png": _png, "svg": _svg}
