"""Django's own forms (sign-in and account pages) as pieces, so that all forms look alike."""

from collections.abc import Iterable

from django import forms
from django.forms.widgets import ChoiceWidget

from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldKind, FieldView, FormView

_KINDS: tuple[tuple[type[forms.Widget], FieldKind], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
    (forms.DateInput, "date"),
    (forms.Textarea, "longtext"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.SelectMultiple, "choices"),
    (forms.RadioSelect, "choice"),
    (forms.Select, "choice"),
    (forms.CheckboxInput, "flag"),
    (forms.FileInput, "file"),
)


def fields_of(form: forms.BaseForm) -> tuple[FieldView, ...]:
    """Return the fields of a form with their values and errors, in order."""
    return tuple(_field(form[name]) for name in form.fields)


def form_of(form: forms.BaseForm, view: FormView) -> FormView:
    """Return `view` (address, words of the buttons) with the fields and errors of a form."""
    return FormView(
        fields=fields_of(form),
        errors=tuple(str(error) for error in form.non_field_errors()),
        action_url=view.action_url,
        submit_text=view.submit_text,
        cancel_url=view.cancel_url,
        method=view.method,
    )


def _field(bound: forms.BoundField) -> FieldView:
    kind = _kind(bound.field.widget)
    value = bound.value()
    chosen = _chosen(value)
    return FieldView(
        name=bound.html_name,
        label=bound.label,
        kind=kind,
        value="" if kind in {"password", "file", "choices"} else "".join(chosen[:1]),
        help=bound.help_text,
        choices=tuple(_choices(bound.field.widget, frozenset(chosen))),
        errors=tuple(str(error) for error in bound.errors),
        required=bound.field.required,
        autocomplete=str(bound.field.widget.attrs.get("autocomplete", "")),
    )


def _kind(widget: forms.Widget) -> FieldKind:
    return next((kind for of, kind in _KINDS if isinstance(widget, of)), "text")


def _chosen(value: object) -> list[str]:
    if value is None or value is False:
        return []
    if isinstance(value, (list, tuple, set)):
        return [str(one) for one in value]
    return [str(value)]


def _choices(widget: forms.Widget, chosen: frozenset[str]) -> Iterable[Choice]:
    """Yield the choices of a widget; groups are flattened, as none of our forms has any."""
    if not isinstance(widget, ChoiceWidget):
        return
    for _group, options, _index in widget.optgroups("", list(chosen)):
        for option in options:
            value = str(option["value"])
            yield Choice(value, str(option["label"]), selected=value in chosen)
