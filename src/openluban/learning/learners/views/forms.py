"""A form on a page of its own: asked, refused with reasons, or done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldGroup, FieldView, FormView
from openluban.foundation.ui.pieces import TableView, Words
from openluban.kernel.dates import NotADate, typed_day
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem, Refusal
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.wording import main_name

Errors = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """A form: its title, what is asked, and where it leads back to."""

    title: Words
    fields: Callable[[Errors], tuple[FieldView, ...]]
    back: str
    done: Words
    submit: Words = _("Save")
    lead: Words = ""
    person: Person | None = None
    """About whom it asks; their name and the way back to their page stand above it."""
    extra: TableView | None = None
    groups: Callable[[Errors], tuple[FieldGroup, ...]] = lambda _errors: ()
    is_own: bool = False
    """Whether the reader is the person."""
    is_of_two: bool = False
    """Whether it asks about another person besides, so that one name would mislead."""


def form_page(request: HttpRequest, asking: Asking, deed: Callable[[], Any]) -> HttpResponse:
    """Show the form; or do the deed and lead back, or say what is refused."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            deed()
        except (NotFound, NotAllowed):
            raise
        except Invalid as refusal:
            for problem in refusal.problems:
                errors.setdefault(problem.field, str(problem))
        except Refusal as refusal:
            errors[""] = str(refusal)
        else:
            messages.success(request, asking.done)
            return SeeOther(asking.back)
    fields, groups = asking.fields(errors), asking.groups(errors)
    shown = {each.name for each in (*fields, *(one for group in groups for one in group.fields))}
    form = FormView(
        fields=fields,
        groups=groups,
        errors=tuple(text for name, text in errors.items() if name not in shown),
        submit_text=asking.submit,
        cancel_url=asking.back,
    )
    person = asking.person
    context = {
        "asking": asking,
        "form": form,
        "person": person,
        "about": main_name(person.names.all()) if person and not asking.is_of_two else None,
        "is_own": asking.is_own,
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "learners/form.html", context, status=status)


def of(errors: Errors, name: str) -> tuple[str, ...]:
    """Return the errors of a field."""
    return (errors[name],) if name in errors else ()


def choices(words: Mapping[str, Any], chosen: str = "", *, none: Words = "") -> tuple[Choice, ...]:
    """Return codes with their words; ``none`` names a first choice that is none of them."""
    first = (Choice("", none, selected=not chosen),) if none else ()
    return (*first, *(Choice(str(key), said, str(key) == chosen) for key, said in words.items()))


def sent_day(request: HttpRequest, name: str, *, required: bool = True) -> date | None:
    """Return a day that was sent.

    :raises Invalid: it is no day
    """
    text = sent(request, name)
    if not text and not required:
        return None
    try:
        return typed_day(text)
    except NotADate:
        sentence = _("Write a day, such as 2026-09-01.")
        raise Invalid([Problem("not_a_day", sentence, name)]) from None


def the_day(request: HttpRequest, name: str = "on") -> date:
    """Return a day that must be there.

    :raises Invalid: it is no day
    """
    day = sent_day(request, name)
    if day is None:  # pragma: no cover - sent_day has refused
        raise Invalid([])
    return day


def sent_number(request: HttpRequest, name: str) -> Decimal | None:
    """Return a number that was sent, None for nothing.

    :raises Invalid: it is no number
    """
    text = sent(request, name).replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(text) > _LONGEST_NUMBER:
        raise Invalid([Problem("not_a_number", _("Write a number, such as 12.5."), name)])
    return number


_LONGEST_NUMBER = 12
