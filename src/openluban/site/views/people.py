"""People and their roles, for administrators."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.access.roles import roles
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldKind, FieldView, FormView
from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.pieces import Cell, Column, Mark, Pager, Row, TableView
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal
from openluban.site.policies import may_administer
from openluban.site.queries.accounts import AccountRow, account_row, account_rows
from openluban.site.use_cases.create_account import create_account
from openluban.site.use_cases.deactivate_account import deactivate_account, reactivate_account
from openluban.site.use_cases.erase_person import erase_person
from openluban.site.use_cases.grant_role import grant_role
from openluban.site.use_cases.make_password_link import make_password_link
from openluban.site.use_cases.revoke_role import revoke_role

_UNFIT = 422


def _only_administrators(request: HttpRequest) -> None:
    if not may_administer(actor_of(request)):
        raise NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@shown_anew
def people_view(request: HttpRequest) -> HttpResponse:
    """List the accounts; make one, and lead to its page."""
    _only_administrators(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = create_account(
                email=request.POST.get("email", ""),
                name=request.POST.get("name", ""),
                actor=actor_of(request),
                at=timezone.now(),
            )
        except Invalid as invalid:
            problems = {problem.field: str(problem) for problem in invalid.problems}
        except Refusal as refusal:
            problems = {"email": str(refusal)}
        else:
            messages.success(
                request, _("The account is made. Make a link below and give it to its owner.")
            )
            return redirect("person", key=made.key)
    rows, more = account_rows(after=request.GET.get("after", "").replace("\0", ""))
    context = {
        "table": _table(rows),
        "pager": Pager(next_url=f"?{urlencode({'after': rows[-1].email})}") if more else None,
        "form": _account_form(request, problems),
    }
    response = render(request, "site/people.html", context, status=_UNFIT if problems else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_required
def person_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show an account, its roles, and what can be done with it."""
    return _person(request, key)


@require_POST
@login_required
@shown_anew
def link_view(request: HttpRequest, key: str) -> HttpResponse:
    """Make a link under which the account's owner sets a password, and show it this once."""
    path = make_password_link(account=key, actor=actor_of(request), at=timezone.now())
    return _person(request, key, link=request.build_absolute_uri(path))


def _person(request: HttpRequest, key: str, *, link: str = "") -> HttpResponse:
    _only_administrators(request)
    row = account_row(key)
    if row is None:
        raise NotFound(account=key)
    context = {
        "person": row,
        "grant_form": _grant_form(row),
        "link": link,
        "is_self": row.key == actor_of(request).key,
    }
    response = render(request, "site/person.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
@shown_anew
def grant_view(request: HttpRequest, key: str) -> HttpResponse:
    """Give the person a role."""
    role, scope = request.POST.get("role", ""), request.POST.get("scope", "").strip().lower()
    return _done(request, key, _("The role is given."), grant_role, role=role, scope=scope)


@require_POST
@login_required
def revoke_role_view(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a role from the person."""
    return _done(request, key, _("The role is taken back."), revoke_role, grant_id=number)


@require_POST
@login_required
def activity_view(request: HttpRequest, key: str) -> HttpResponse:
    """Shut the account, or open it again."""
    if request.POST.get("open") == "1":
        return _done(request, key, _("The account is open again."), reactivate_account)
    return _done(request, key, _("The account is shut."), deactivate_account)


@require_POST
@login_required
@shown_anew
def erase_view(request: HttpRequest, key: str) -> HttpResponse:
    """Erase the person for good, if the administrator ticked that this is meant."""
    if request.POST.get("meant") != "1":
        messages.error(request, _("Tick the box to say that this is meant."))
        return redirect("person", key=key)
    answer = _done(request, key, _("The person is erased."), erase_person)
    return redirect("people") if account_row(key) is None else answer


def _done(
    request: HttpRequest, key: str, said: str, deed: Callable[..., Any], **details: Any
) -> HttpResponse:
    """Do a deed with an account, say how it went, and lead back to its page."""
    try:
        deed(account=key, actor=actor_of(request), at=timezone.now(), **details)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("person", key=key)


def _table(rows: list[AccountRow]) -> TableView:
    columns = (
        Column("name", _("Full name")),
        Column("email", _("E-mail address")),
        Column("roles", _("Roles")),
    )
    return TableView(
        _("Accounts"),
        columns,
        tuple(
            Row(
                (
                    Cell(row.name, reverse("person", args=(row.key,)), marks=_marks(row)),
                    Cell(row.email),
                    Cell(listed(role.title for role in row.roles)),
                )
            )
            for row in rows
        ),
    )


def _marks(row: AccountRow) -> tuple[Mark, ...]:
    if not row.is_active:
        return (Mark(_("shut"), "seal"),)
    return () if row.has_password else (Mark(_("no password yet"), "timber"),)


def _account_form(request: HttpRequest, problems: dict[str, str]) -> FormView:
    def field(name: str, label: str, kind: FieldKind) -> FieldView:
        errors = (problems[name],) if name in problems else ()
        value = request.POST.get(name, "")
        return FieldView(name, label, kind, value=value, required=True, errors=errors)

    return FormView(
        fields=(
            field("name", _("Full name"), "text"),
            field("email", _("E-mail address"), "email"),
        ),
        submit_text=_("Make an account"),
    )


def _grant_form(row: AccountRow) -> FormView:
    return FormView(
        fields=(
            FieldView(
                "role",
                _("Role"),
                "choice",
                choices=tuple(Choice(role.key, role.title) for role in roles()),
                required=True,
            ),
            FieldView(
                "scope",
                _("Institution or workshop"),
                help=_(
                    "Its key, as in its address: an institution’s for contributors, such as"
                    " tajik-technical-university; a workshop’s for registrars, teachers, issuers"
                    " and learners, such as tj-ttu."
                ),
            ),
        ),
        action_url=reverse("person_grant", args=(row.key,)),
        submit_text=_("Give this role"),
    )
