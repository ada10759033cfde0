"""What was sent with a form, and fields that several forms have."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openluban.foundation.ui.form_pieces import FieldView

_LONGEST = 2_000
_LONGEST_VERSION = 10


def sent(request: HttpRequest, name: str) -> str:
    """Return a text that was sent, trimmed and cut to a sensible length."""
    return request.POST.get(name, "").replace("\0", "").strip()[:_LONGEST]


def sent_version(request: HttpRequest) -> int:
    """Return the version that was on screen; 0, which no record has, for nonsense."""
    text = sent(request, "version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST_VERSION else 0


def reason_view(request: HttpRequest) -> FieldView:
    """Return the field for a reason that others will read."""
    return FieldView(
        "reason",
        _("Why"),
        "longtext",
        sent(request, "reason"),
        _("Others will read it in the history."),
        required=True,
    )
