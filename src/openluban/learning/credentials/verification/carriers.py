"""What was handed in: JSON, a token, a picture, a drawing or a PDF; and what lies in it."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats import baked_png, pdf_attachment
from openluban.learning.credentials.formats.baked_png import unbake_png
from openluban.learning.credentials.formats.baked_svg import unbake_svg
from openluban.learning.credentials.formats.json_text import (
    MOST_BYTES,
    Document,
    read_json,
    read_object,
    sound,
)
from openluban.learning.credentials.formats.jwt import Token, looks_like_token, read_jwt
from openluban.learning.credentials.formats.pdf_attachment import credential_in_pdf
from openluban.learning.credentials.formats.refusals import Unfit

MOST_HANDED_IN = 16 * 1024 * 1024
_XML = re.compile(rb"\A(\xef\xbb\xbf)?\s*<")
_DATA = re.compile(r"data:application/(vc\+jwt|vc\+ld\+jwt|jwt),(.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Carried:
    """What was found: the JSON, the token around it if there was one, and what it came in."""

    document: Document
    token: Token | None
    carrier: str


def carried(handed_in: bytes | str | dict[str, Any]) -> Carried:
    """Return the credential in something.

    :raises Unfit: there is none, more than one, or it cannot be read
    """
    if isinstance(handed_in, dict):
        return Carried(sound(handed_in), None, "json")
    data = handed_in.encode(errors="surrogatepass") if isinstance(handed_in, str) else handed_in
    if len(data) > MOST_HANDED_IN:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    if data.startswith(baked_png.SIGNATURE):
        return _of_text(unbake_png(data), "png")
    if data.startswith(pdf_attachment.SIGNATURE):
        return _of_text(credential_in_pdf(data), "pdf")
    if _XML.match(data):
        return _of_text(unbake_svg(data), "svg")
    if len(data) > MOST_BYTES:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    try:
        return _of_text(data.decode("utf-8-sig"), "")
    except UnicodeDecodeError:
        raise Unfit(
            "not_readable",
            _("This is none of the files that can be checked: JSON, JWT, PNG, SVG or PDF."),
        ) from None


def _of_text(text: str, carrier: str) -> Carried:
    plain = text.strip()
    if not plain:
        raise Unfit("nothing", _("There is nothing in it."))
    if looks_like_token(plain):
        token = read_jwt(plain)
        return Carried(token.credential, token, carrier or "jwt")
    if plain.startswith('"'):
        inner = read_json(plain)
        if isinstance(inner, str) and looks_like_token(inner):
            token = read_jwt(inner)
            return Carried(token.credential, token, carrier or "jwt")
    return Carried(read_object(plain), None, carrier or "json")


def enveloped(document: Document) -> Document | str:
    """Return what a presentation's part is: an object, or the token that an envelope holds.

    :raises Unfit: the envelope is none
    """
    types = document.get("type")
    listed = types if isinstance(types, list) else [types]
    if "EnvelopedVerifiableCredential" not in listed:
        return document
    found = _DATA.match(str(document.get("id", "")))
    if not found:
        raise Unfit("bad_envelope", _("An envelope in it holds no token."))
    return found[2]
