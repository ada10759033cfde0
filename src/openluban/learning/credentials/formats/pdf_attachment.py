"""Certificates as PDF: the credential lies in the file as an attachment."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openluban.kernel.lazily import lazily
from openluban.learning.credentials.formats.json_text import MOST_BYTES as MOST_TEXT
from openluban.learning.credentials.formats.refusals import Unfit

if TYPE_CHECKING:
    import pypdf
else:
    pypdf = lazily("pypdf")

SIGNATURE = b"%PDF-"
MOST_BYTES = 16 * 1024 * 1024
MOST_ATTACHMENTS = 50
ENDINGS = (".json", ".jwt", ".jws", ".jsonld", ".1ob")


def credential_in_pdf(document: bytes) -> str:
    """Return the credential attached to a PDF: its JSON or its token.

    :raises Unfit: the file cannot be read, is locked, or has none or several attached
    """
    if len(document) > MOST_BYTES:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    try:
        reader = pypdf.PdfReader(BytesIO(document), strict=False)
        found = _attached(reader)
    except Unfit:
        raise
    except (pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, AttributeError,
            IndexError, OSError, RecursionError, AssertionError, NotImplementedError,
            OverflowError):  # fmt: skip
        # A damaged file leads its reader anywhere; whatever it stumbles over, the answer is one.
        raise Unfit("not_pdf", _("This PDF cannot be read.")) from None
    if not found:
        raise Unfit("none_attached", _("There is no credential attached to this PDF."))
    if len(found) > 1:
        raise Unfit("several_attached", _("More than one credential is attached to this PDF."))
    return found[0]


def _attached(reader: pypdf.PdfReader) -> list[str]:
    if reader.is_encrypted:
        raise Unfit("locked_pdf", _("This PDF is locked with a password."))
    found = []
    for count, attachment in enumerate(reader.attachment_list):
        if count >= MOST_ATTACHMENTS:
            raise Unfit("several_attached", _("More than one credential is attached to this PDF."))
        if not attachment.name.lower().endswith(ENDINGS):
            continue
        content = attachment.content
        if len(content) > MOST_TEXT:
            raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_TEXT)
        try:
            found.append(content.decode())
        except UnicodeDecodeError:
            raise Unfit("not_utf8", _("This text is not in UTF-8.")) from None
    return found
