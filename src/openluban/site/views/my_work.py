"""What waits for the person signed in, and what became of what they proposed."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import find_register
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.policies import may_accept, may_propose
from openluban.foundation.registers.waiting import waiting_for
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.numerals import format_day_short
from openluban.learning.learners.public import has_own_record, may_list
from openluban.learning.statements.public import may_keep
from openluban.site.policies import may_administer
from openluban.site.queries.work import ProposalRow, own_proposals, waiting_proposals

_KINDS = dict(Proposal.Kind.choices)
_STATES = dict(Proposal.State.choices)


@require_safe
@login_required
def my_work_view(request: HttpRequest) -> HttpResponse:
    """Show what is to be done, and by whom it was asked for."""
    actor = actor_of(request)
    officer = may_accept(actor)
    own = own_proposals(actor)
    of_learners = may_list(actor) or has_own_record(actor)
    context = {
        "waiting": _waiting_table(waiting_proposals(actor)) if officer else None,
        "others": waiting_for(actor),
        "own": _own_table(own) if own or not (officer or of_learners) else None,
        "may_propose": may_propose(actor),
        "may_administer": may_administer(actor),
        "may_list_learners": may_list(actor),
        "has_own_record": has_own_record(actor),
        "may_keep_statements": may_keep(actor),
    }
    return render(request, "site/my_work.html", context)


def _waiting_table(rows: list[ProposalRow]) -> TableView:
    columns = (
        Column("record", _("Record")),
        Column("register", _("Register")),
        Column("kind", _("Proposed")),
        Column("made", _("On")),
        Column("reason", _("Reason given")),
    )
    return TableView(
        _("Proposals that wait for a decision"),
        columns,
        tuple(
            Row((_record(row), _register(row), _kind(row), _day(row.made_at), Cell(row.reason)))
            for row in rows
        ),
        Empty(
            _("No proposal waits."),
            _("What contributors propose is listed here until an officer decides."),
        ),
    )


def _own_table(rows: list[ProposalRow]) -> TableView:
    columns = (
        Column("record", _("Record")),
        Column("register", _("Register")),
        Column("kind", _("Proposed")),
        Column("state", _("What became of it")),
        Column("decision", _("Because")),
    )
    return TableView(
        _("What you proposed"),
        columns,
        tuple(
            Row((_record(row), _register(row), _kind(row), _state(row), Cell(row.decision)))
            for row in rows
        ),
        Empty(
            _("You have proposed nothing yet."),
            _("Open a register to propose a record, or a record to propose a change."),
            "/registers/",
            _("Registers"),
        ),
    )


def _record(row: ProposalRow) -> Cell:
    return Cell(row.record.text, row.record.url, row.record.language, row.record.is_ours)


def _register(row: ProposalRow) -> Cell:
    register: Any = find_register(row.register)
    return Cell(register.title if register else row.register)


def _kind(row: ProposalRow) -> Cell:
    return Cell(_KINDS[row.kind])


def _state(row: ProposalRow) -> Cell:
    decided = _day(row.decided_at) if row.decided_at else Cell()
    declined = row.state == Proposal.State.DECLINED
    mark = Mark(_STATES[row.state], "seal" if declined else "plain")
    return Cell(decided.text, marks=(mark,))


def _day(moment: datetime) -> Cell:
    day = timezone.localtime(moment).date().isoformat()
    return Cell(format_day_short(day, page_language()))
