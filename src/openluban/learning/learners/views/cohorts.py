"""Cohorts: a list, making one, and the page of one with its teachers and learners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldKind, FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.refusals import NotFound, Refusal
from openluban.kernel.text import LocalizedText
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.policies import may_keep_some, may_list
from openluban.learning.learners.queries.cohorts import cohort_seen, cohorts_seen
from openluban.learning.learners.queries.offering import offered_to
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.use_cases.groups import (
    assign_teacher,
    dismiss_teacher,
    make_cohort,
    make_training,
)
from openluban.learning.learners.views.added import added_to
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.forms import (
    Asking,
    Errors,
    choices,
    form_page,
    of,
    sent_day,
    the_day,
)
from openluban.learning.learners.wording import day, name_cell

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@private(may_list)
def cohorts_view(request: HttpRequest) -> HttpResponse:
    """List the cohorts that one keeps or teaches."""
    actor = actor_of(request)
    columns = (
        Column("name", _("Cohort")),
        Column("course", _("Programme or training course")),
        Column("workshop", _("Workshop")),
        Column("starts", _("Starts")),
        Column("ends", _("Ends")),
    )
    found = cohorts_seen(actor)
    empty = Empty(_("No cohort yet."), _("A registrar makes cohorts; a file may bring them in."))
    rows = tuple(_row(each) for each in found)
    context = {
        "table": TableView(_("Cohorts"), columns, rows, empty),
        "may_keep": may_keep_some(actor),
    }
    return render(request, "learners/cohorts.html", context)


def _row(cohort: Cohort) -> Row:
    course = cohort.programme or cohort.training
    marks = (Mark(_("invented"), "timber"),) if cohort.is_synthetic else ()
    return Row(
        (
            Cell(cohort.name, reverse("cohort", args=[cohort.key]), marks=marks),
            name_cell(course) if course else Cell("—"),
            name_cell(cohort.workshop),
            Cell(day(cohort.starts_on)),
            Cell(day(cohort.ends_on)),
        )
    )


@require_safe
@private(may_list)
def cohort_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show a cohort, who teaches it, and the way to its learners."""
    cohort, is_kept = cohort_seen(key, actor_of(request))
    teachers = [(each.account.key, each.account.name) for each in cohort.teachers.all()]
    field = FieldView(
        "email",
        _("E-mail address"),
        "email",
        required=True,
        help=_("Of somebody whom an administrator made a teacher of this workshop."),
    )
    form = FormView(
        fields=(field,),
        action_url=reverse("cohort_teacher", args=[key]),
        submit_text=_("Let them teach it"),
    )
    course = cohort.programme or cohort.training
    context = {
        "cohort": cohort,
        "course": name_cell(course) if course else None,
        "workshop": name_cell(cohort.workshop, f"/workshops/{cohort.workshop.key}/"),
        "days": (day(cohort.starts_on), day(cohort.ends_on)),
        "teachers": teachers,
        "form": form if is_kept else None,
        "is_kept": is_kept,
        "added": added_to("cohorts", cohort, request),
    }
    return render(request, "learners/cohort.html", context)


@require_POST
@private()
def teacher_view(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody teach a cohort, or not any more."""
    actor, at, gone = actor_of(request), timezone.now(), sent(request, "dismiss")
    try:
        if gone:
            dismiss_teacher(cohort=key, account=gone, actor=actor, at=at)
        else:
            assign_teacher(cohort=key, email=sent(request, "email"), actor=actor, at=at)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The teachers of the cohort are changed."))
    return SeeOther(reverse("cohort", args=[key]))


@require_http_methods(_FORM)
@private(may_keep_some)
def cohort_add_view(request: HttpRequest) -> HttpResponse:
    """Make a cohort."""
    offered = offered_to(actor_of(request), ability=KEEP)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        def chosen(name: str, label: str, options: dict[str, str], none: str = "") -> FieldView:
            listed = choices(options, sent(request, name), none=none)
            return FieldView(name, label, "choice", choices=listed, errors=of(errors, name))

        def written(name: str, label: str, *, is_day: bool, required: bool = True) -> FieldView:
            kind: FieldKind = "date" if is_day else "text"
            value = sent(request, name)
            return FieldView(name, label, kind, value, errors=of(errors, name), required=required)

        return (
            chosen("workshop", _("Workshop"), dict(offered.workshops)),
            written("name", _("Name"), is_day=False),
            chosen("programme", _("Programme"), dict(offered.programmes), "—"),
            chosen("training", _("Training course"), dict(offered.trainings), "—"),
            written("starts_on", _("Starts on"), is_day=True),
            written("ends_on", _("Ends on"), is_day=True, required=False),
        )

    def deed() -> None:
        make_cohort(
            workshop=sent(request, "workshop"),
            cells={name: sent(request, name) for name in ("name", "programme", "training")},
            days=(the_day(request, "starts_on"), sent_day(request, "ends_on", required=False)),
            actor=actor_of(request),
            at=timezone.now(),
        )

    asking = Asking(_("Make a cohort"), fields, reverse("cohorts"), _("The cohort is made."))
    return form_page(request, asking, deed)


@require_http_methods(_FORM)
@private(may_keep_some)
def training_add_view(request: HttpRequest) -> HttpResponse:
    """Make a training course."""
    offered = offered_to(actor_of(request), ability=KEEP)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        options = choices(dict(offered.workshops), sent(request, "workshop"))
        return (
            FieldView("workshop", _("Workshop"), "choice", choices=options, required=True),
            FieldView("training_name", _("Name"), value=sent(request, "training_name"),
                      errors=of(errors, "training_name"), required=True),
            FieldView("teachers", _("It trains teachers"), "flag", sent(request, "teachers")),
        )  # fmt: skip

    def deed() -> None:
        name = sent(request, "training_name")
        make_training(
            workshop=sent(request, "workshop"),
            name=LocalizedText({page_language(): name[:200]} if name else {}),
            is_for_teachers=sent(request, "teachers") == "1",
            actor=actor_of(request),
            at=timezone.now(),
        )

    title, done = _("Make a training course"), _("The training course is made.")
    return form_page(request, Asking(title, fields, reverse("cohorts"), done), deed)
