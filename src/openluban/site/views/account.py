"""One's own account: who one is here, how one signs in, which programs ask in one's name."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.access.models import Account, ApiToken
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.api.use_cases.issue_token import issue_token
from openluban.foundation.api.use_cases.revoke_token import revoke_token
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.numerals import format_day_short
from openluban.kernel.refusals import Invalid
from openluban.site.demo import DEMO_ACCOUNTS, DemoAccount
from openluban.site.queries.accounts import HeldRole, held_roles

_TOKEN_LASTS = timedelta(days=365)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the sign-ins that the sign-in page shows: those of the demonstration, else none."""
    return DEMO_ACCOUNTS if settings.LUBAN_DEMO else ()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@shown_anew
def account_view(request: HttpRequest) -> HttpResponse:
    """Show one's account; make a token where one is asked for, and show its secret this once."""
    secret = ""
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            secret = _issued(request)
        except Invalid as invalid:
            problems = tuple(str(problem) for problem in invalid.problems)
    context = {
        "facts": _facts(request),
        "tokens": _tokens(request),
        "secret": secret,
        "form": _form(request, problems),
    }
    response = render(request, "site/account.html", context, status=422 if problems else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def revoke_view(request: HttpRequest, number: int) -> HttpResponse:
    """Take one of one's tokens back."""
    revoke_token(token_id=number, actor=actor_of(request), at=timezone.now())
    messages.success(request, _("The token opens nothing any more."))
    return redirect("account_home")


@require_GET
def accounts_root(request: HttpRequest) -> HttpResponse:
    """Lead from the folder of the sign-in pages to one's account."""
    return redirect("account_home")


def _issued(request: HttpRequest) -> str:
    now = timezone.now()
    _token, secret = issue_token(
        name=request.POST.get("name", ""),
        only_reads=request.POST.get("may_write") != "1",
        expires_at=now + _TOKEN_LASTS,
        actor=actor_of(request),
        at=now,
    )
    return secret


def _facts(request: HttpRequest) -> FactList:
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - nobody else gets past the sign-in
    held = tuple(Wording(_held(role)) for role in held_roles(account))
    return FactList(
        (
            Fact(_("Full name"), (Wording(account.name),)),
            Fact(_("E-mail address"), (Wording(account.email),)),
            Fact(_("Roles"), held or (Wording(_("none yet; an administrator gives them")),)),
        )
    )


def _held(role: HeldRole) -> str:
    if not role.place:
        return role.title
    return pgettext("a role and where it holds", "%(role)s: %(place)s") % {
        "role": role.title,
        "place": role.place,
    }


def _tokens(request: HttpRequest) -> list[tuple[int, str, str]]:
    """Return (number, name, words) of one's tokens that still open something."""
    lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    found = ApiToken.objects.filter(lasting, account__key=actor_of(request).key, revoked_at=None)
    told = []
    for token in found.order_by("id"):
        reads = _("reads") if token.only_reads else _("reads and writes")
        words = _("%(what)s; made on %(day)s") % {"what": reads, "day": _day(token.made_at)}
        if token.expires_at:
            words = _("%(what)s; made on %(day)s; valid until %(end)s") % {
                "what": reads,
                "day": _day(token.made_at),
                "end": _day(token.expires_at),
            }
        told.append((token.pk, token.name, words))
    return told


def _day(moment: datetime) -> str:
    return format_day_short(timezone.localdate(moment).isoformat(), page_language())


def _form(request: HttpRequest, problems: tuple[str, ...]) -> FormView:
    return FormView(
        fields=(
            FieldView(
                "name",
                _("What is it for?"),
                value=request.POST.get("name", ""),
                help=_("For example: the college’s own website. A token is valid for a year."),
                required=True,
                errors=problems,
            ),
            FieldView("may_write", _("It may also write in my name"), "flag"),
        ),
        submit_text=_("Make a token"),
    )
