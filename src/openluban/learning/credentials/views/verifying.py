"""Checking a credential on a page: anybody's, without a sign-in; nothing of it is kept."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from openluban.foundation.api.pace import TooOften, within_pace
from openluban.foundation.registers.views.answers import UNPROCESSABLE
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.queries.at_hand import trust_at_hand
from openluban.learning.credentials.queries.signed import signed_credential
from openluban.learning.credentials.verification.carriers import MOST_HANDED_IN
from openluban.learning.credentials.verification.report import Report
from openluban.learning.credentials.verification.verify import verify
from openluban.learning.credentials.views.doors import never_kept
from openluban.learning.credentials.views.reporting import Told, told_of

_MINUTE = 60
EMAIL = "emailAddress"


@csrf_exempt  # whoever sends it has no session here that counts, and nothing is changed by it
@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def verify_page(request: HttpRequest) -> HttpResponse:
    """Ask for a credential, or say what can be said of the one that was handed in.

    :raises TooOften: one address asked too often
    :raises NotFound: a link shows no award, or no longer
    """
    at = timezone.now()
    if request.method == "POST":
        _pace(request)
        handed_in = _handed_in(request)
        if not handed_in:
            problem = _("Choose a file, or paste the text of a credential.")
            return _page(request, form=_form(request, problem), status=UNPROCESSABLE)
        return _page(request, found=_checked(handed_in, request, at))
    link = request.GET.get("of", "")
    if link:
        _pace(request)
        text = signed_credential(link)
        if text is None:
            raise NotFound
        return _page(request, found=_checked(text, request, at))
    return _page(request)


def _pace(request: HttpRequest) -> None:
    who = get_adapter(request).get_client_ip(request)
    if not within_pace(f"verify:{who}", most=settings.LUBAN_FILE_RATE, seconds=_MINUTE):
        raise TooOften


def _handed_in(request: HttpRequest) -> bytes | str:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return bytes(file.read(MOST_HANDED_IN + 1))
    return request.POST.get("text", "").strip()


def _checked(handed_in: bytes | str, request: HttpRequest, at: datetime) -> Told:
    email = request.POST.get("email", "").strip()
    recipient = (EMAIL, email) if email else None
    report: Report = verify(handed_in, at=at, trust=trust_at_hand(at), recipient=recipient)
    return told_of(report)


def _form(request: HttpRequest, problem: str = "") -> FormView:
    return FormView(
        fields=(
            FieldView(
                "file",
                _("A file"),
                kind="file",
                help=_("JSON, JWT, a badge as PNG or SVG, or a certificate as PDF."),
            ),
            FieldView("text", _("Or its text"), kind="longtext"),
            FieldView(
                "email",
                _("Whose is it?"),
                kind="email",
                value=request.POST.get("email", ""),
                help=_(
                    "If you know the recipient's e-mail address, we check whether it is theirs. "
                    "Not every credential can say so."
                ),
            ),
        ),
        errors=(problem,) if problem else (),
        action_url=reverse("verify"),
        submit_text=_("Check"),
        is_open=True,
    )


def _page(
    request: HttpRequest,
    *,
    found: Told | None = None,
    form: FormView | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"found": found, "form": form or _form(request)}
    return render(request, "credentials/verify.html", context, status=status)
