"""Badges as SVG drawings with the credential inside (``openbadges:credential``)."""

import re
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import MOST_BYTES as MOST_TEXT
from openluban.learning.credentials.formats.jwt import looks_like_token
from openluban.learning.credentials.formats.refusals import Unfit

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
MOST_BYTES = 16 * 1024 * 1024
DEEPEST = 200
_ELEMENT = f"{{{NAMESPACE}}}credential"
_SVG = ("{http://www.w3.org/2000/svg}svg", "svg")
_START = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg(?=[\s/>])")
_SPECIAL = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)


class _Reader:
    """Takes what the parser finds: the credentials, and how deep it is."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.depth = 0
        self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and tag not in _SVG:
            raise _bad()
        if self.depth > DEEPEST or self.inside:
            raise _bad()
        if tag == _ELEMENT:
            self.inside = True
            self.found.append(attributes.get("verify", ""))

    def end(self, tag: str) -> None:
        self.depth -= 1
        if tag == _ELEMENT:
            self.inside = False

    def data(self, text: str) -> None:
        if self.inside:
            self.found[-1] += text

    def close(self) -> list[str]:
        return self.found


def unbake_svg(drawing: bytes) -> str:
    """Return the credential in a drawing: its JSON or its token.

    :raises Unfit: it is no sound SVG, declares entities, or holds none or more than one
    """
    found = [text.strip() for text in _read(drawing)]
    if not found or not found[0]:
        raise Unfit("none_baked", _("There is no credential in this picture."))
    if len(found) > 1:
        raise Unfit("several_baked", _("There is more than one credential in this picture."))
    if len(found[0]) > MOST_TEXT:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_TEXT)
    return found[0]


def _read(drawing: bytes) -> list[str]:
    if len(drawing) > MOST_BYTES:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    parser: Any = DefusedXMLParser(target=_Reader())
    try:
        parser.feed(drawing)
        found: list[str] = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _bad() from None
    return found


def bake_svg(drawing: bytes, credential: str) -> bytes:
    """Return the drawing with the credential in it.

    :raises Unfit: it is no sound SVG in UTF-8, or holds a credential already
    """
    if _read(drawing):
        raise Unfit("several_baked", _("There is more than one credential in this picture."))
    # Comments may speak of <svg too: the place is looked for where they are blanked out.
    plain = _SPECIAL.sub(lambda part: b" " * len(part[0]), drawing)
    start = _START.search(plain)
    end = _end_of_tag(plain, start.end()) if start else -1
    if end < 0 or start is None:
        raise _bad()
    declared = f' xmlns:openbadges="{NAMESPACE}"'.encode()
    closing = b">"
    if drawing[end - 1 : end] == b"/":
        raise _bad()
    opening = drawing[: start.end()] + declared + drawing[start.end() : end] + closing
    return opening + _element(credential) + drawing[end + 1 :]


def _end_of_tag(text: bytes, place: int) -> int:
    quote = b""
    for index in range(place, len(text)):
        sign = text[index : index + 1]
        if quote:
            quote = b"" if sign == quote else quote
        elif sign in (b'"', b"'"):
            quote = sign
        elif sign == b">":
            return index
    return -1


def _element(credential: str) -> bytes:
    if looks_like_token(credential):
        return f"<openbadges:credential verify={quoteattr(credential)}/>".encode()
    inner = f"<![CDATA[{credential}]]>" if "]]>" not in credential else escape(credential)
    return f"<openbadges:credential>{inner}</openbadges:credential>".encode()


def _bad() -> Unfit:
    return Unfit("not_svg", _("This is no sound SVG drawing, or it declares entities."))
