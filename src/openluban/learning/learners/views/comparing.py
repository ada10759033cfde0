"""Records that may be one person: a registrar joins them or tells them apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView
from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Mark, Row, TableView
from openluban.kernel.numerals import format_day, format_percent
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import Sight, may_keep_some
from openluban.learning.learners.queries.comparing import open_pairs, the_pair
from openluban.learning.learners.queries.reading import whole_of
from openluban.learning.learners.use_cases.find_likenesses import find_likenesses
from openluban.learning.learners.use_cases.merge import merge_persons, part_persons, tell_apart
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.enrolment_pieces import enrolment_pieces
from openluban.learning.learners.views.forms import Asking, Errors, form_page, of
from openluban.learning.learners.views.keeping import the_person_shown
from openluban.learning.learners.views.listing import person_cell
from openluban.learning.learners.wording import REASONS, SEXES

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
@private(may_keep_some)
def alike_view(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait for a decision; look for more of them."""
    actor = actor_of(request)
    if request.method == "POST":
        count = find_likenesses(actor=actor, at=timezone.now())
        said = ngettext("%(count)s new pair.", "%(count)s new pairs.", count)
        messages.success(request, said % {"count": count})
        return SeeOther(reverse("learners_alike"))
    columns = (
        Column("first", _("One record")),
        Column("second", _("The other")),
        Column("score", _("How alike"), numeric=True),
        Column("why", _("Why")),
        Column("decide", _("Decide")),
    )
    pairs = open_pairs(actor)
    empty = Empty(
        _("No pair waits for a decision."),
        _("Records are compared when you ask for it below; nothing is joined by itself."),
    )
    rows = tuple(_row(pair) for pair in pairs)
    table = TableView(_("Records that may be one person"), columns, rows, empty)
    has_synthetic = any(pair.first.is_synthetic or pair.second.is_synthetic for pair in pairs)
    context = {"table": table, "has_synthetic": has_synthetic}
    return render(request, "learners/alike.html", context)


def _row(pair: Likeness) -> Row:
    return Row(
        (
            person_cell(pair.first),
            person_cell(pair.second),
            Cell(_score(pair)),
            Cell(_why(pair)),
            Cell(_("Look at both"), reverse("learners_pair", args=[pair.pk])),
        )
    )


def _score(pair: Likeness) -> str:
    return format_percent(round(pair.score * 100), page_language())


def _why(pair: Likeness) -> str:
    return listed(str(REASONS.get(code, code)) for code in pair.reasons)


@require_http_methods(_FORM)
@private(may_keep_some)
def pair_view(request: HttpRequest, number: int) -> HttpResponse:
    """Show two records side by side, and take the decision."""
    actor = actor_of(request)
    pair = the_pair(number, actor)
    first, second = pair.first, pair.second

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        decision = sent(request, "decision")
        options = (
            ("", "—"),
            ("different", _("They are two persons")),
            ("first", _("One person: keep the first record")),
            ("second", _("One person: keep the second record")),
        )
        return (
            FieldView("decision", _("Decision"), "choice", errors=of(errors, "decision"),
                      choices=tuple(Choice(key, said, key == decision) for key, said in options),
                      required=True),
            FieldView("reason", _("Why"), "longtext", sent(request, "reason"),
                      _("Needed to join. It is sealed with the person’s data."),
                      errors=of(errors, "reason")),
        )  # fmt: skip

    def deed() -> None:
        decision, at = sent(request, "decision"), timezone.now()
        if decision not in {"first", "second", "different"}:
            raise Invalid([Problem("required", _("Say which it is."), "decision")])
        if decision == "different":
            tell_apart(first=first.key, second=second.key, actor=actor, at=at)
            return
        kept, gone = (first, second) if decision == "first" else (second, first)
        reason = sent(request, "reason")
        merge_persons(kept=kept.key, gone=gone.key, reason=reason, actor=actor, at=at)

    asking = Asking(
        _("One person or two?"),
        fields,
        reverse("learners_alike"),
        _("Decided."),
        pgettext("one person or two", "Decide"),
        _("%(score)s alike: %(why)s.") % {"score": _score(pair), "why": _why(pair)},
        first if first.is_synthetic else second,
        extra=_beside(request, pair),
        is_of_two=True,
    )
    return form_page(request, asking, deed)


def _beside(request: HttpRequest, pair: Likeness) -> TableView:
    columns = (
        Column("what", _("What")),
        Column("first", _("First record")),
        Column("second", _("Second record")),
    )
    people = (pair.first, pair.second)
    sides = [_said(request, person) for person in people]
    opening = (_("open the first record"), _("open the second record"))
    links = [
        Cell(words, reverse("learner", args=[each.key]))
        for words, each in zip(opening, people, strict=True)
    ]
    rows = [Row((Cell(_("Record")), *links))]
    for label, said in sides[0].items():
        other = sides[1][label]
        if said or other:
            marks = (Mark(_("differs"), "timber"),) if said and other and said != other else ()
            rows.append(Row((Cell(label, marks=marks), Cell(said or "—"), Cell(other or "—"))))
    return TableView(_("Both records"), columns, tuple(rows))


def _said(request: HttpRequest, person: Person) -> dict[str, str]:
    whole = whole_of(person, Sight.KEPT, actor_of(request))
    enrolments = enrolment_pieces(whole)
    return {
        _("Names"): " · ".join(name.full for name in whole.names),
        _("Born on"): format_day(person.born_on.text, page_language()) if person.born_on else "",
        _("Born in"): person.birth_place,
        _("Sex"): str(SEXES[person.sex]),
        _("Contacts"): " · ".join(each.value for each in whole.contacts),
        _("Numbers"): " · ".join(each.value for each in whole.numbers),
        _("Enrolled on"): " · ".join(f"{each.course.text} ({each.state})" for each in enrolments),
        _("Registered by"): person.workshop.name.best(page_language())[1],
    }


@require_http_methods(_FORM)
@private()
def part_view(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """Part a record that was joined into this one."""
    person = the_person_shown(key, request)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        return (
            FieldView("reason", _("Why"), "longtext", sent(request, "reason"),
                      errors=of(errors, "reason"), required=True),
        )  # fmt: skip

    def deed() -> None:
        part_persons(
            kept=key,
            gone=other,
            reason=sent(request, "reason"),
            actor=actor_of(request),
            at=timezone.now(),
        )

    asking = Asking(
        _("Part two records"),
        fields,
        reverse("learner", args=[key]),
        _("The records are parted."),
        _("Part them"),
        _("What moved when they were joined goes back to where it was."),
        person,
    )
    return form_page(request, asking, deed)
