"""Taking over what the page of aligned texts hands on: pairs are counted first, then kept."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import only
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import Refusal
from openluban.teaching.alignment.public import Aligned, handed_over
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import may_import, may_remember
from openluban.teaching.memory.use_cases.remember import Pair, Remembered, Source, remember
from openluban.teaching.memory.views.choosing import language_choices, offered
from openluban.teaching.memory.views.origins import (
    no_origin,
    origin_fields,
    origin_of,
    public_field,
)


@require_POST
@only(may_remember)
def aligned_view(request: HttpRequest) -> HttpResponse:
    """Ask where the pairs come from, or keep them."""
    try:
        pairs = [pair for pair in handed_over(request.POST.dict()) if pair.source and pair.target]
        if not pairs:
            return _ask(request, pairs, {"": _("No sentence has a counterpart.")})
        if sent(request, "what") != "apply":
            return _ask(request, pairs)
        origin = origin_of(request)
        errors = _errors(request, origin)
        if errors or origin is None:
            return _ask(request, pairs, errors)
        done = _kept(request, pairs, origin)
    except Refusal as refusal:
        return _ask(request, [], {"": str(refusal)})
    numbers = {name: _number(getattr(done, name)) for name in ("new", "known")}
    said = _("Remembered: %(new)s new units; %(known)s were known before.") % numbers
    messages.success(request, said)
    return SeeOther(reverse("memory"))


def _errors(request: HttpRequest, origin: Source | None) -> dict[str, str]:
    errors = {}
    source, target = (offered(sent(request, name)) for name in ("from", "to"))
    for name, language in (("from", source), ("to", target)):
        if not language:
            errors[name] = _("Choose the language.")
    if source and source == target:
        errors["to"] = _("Choose another language than that of the first text.")
    if origin is None:
        errors["origin"] = no_origin()
    return errors


def _kept(request: HttpRequest, pairs: Sequence[Aligned], origin: Source) -> Remembered:
    with_unsure = sent(request, "unsure") == "1"
    languages = sent(request, "from"), sent(request, "to")
    return remember(
        pairs=(
            _pair(pairs, at, languages)
            for at, pair in enumerate(pairs)
            if with_unsure or not pair.is_unsure
        ),
        origin=origin,
        actor=actor_of(request),
        at=timezone.now(),
    )


def _pair(pairs: Sequence[Aligned], at: int, languages: tuple[str, str]) -> Pair:
    pair = pairs[at]
    return Pair(
        *languages,
        pair.source,
        pair.target,
        before=pairs[at - 1].source if at else "",
        after=pairs[at + 1].source if at + 1 < len(pairs) else "",
        status=Unit.Status.DRAFT if pair.is_unsure else Unit.Status.REVIEWED,
    )


def _ask(
    request: HttpRequest, pairs: Sequence[Aligned], errors: dict[str, str] | None = None
) -> HttpResponse:
    errors = errors or {}
    unsure = sum(pair.is_unsure for pair in pairs)
    form = FormView(
        fields=(*_carried(request), *_fields(request, errors, actor_of(request))),
        errors=(errors[""],) if "" in errors else (),
        action_url=reverse("memory_aligned"),
        submit_text=_("Keep them"),
        cancel_url=reverse("align"),
    )
    context = {
        "form": form,
        "count": ngettext("%(count)s pair", "%(count)s pairs", len(pairs))
        % {"count": _number(len(pairs))},
        "unsure": _number(unsure) if unsure else "",
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "memory/aligned.html", context, status=status)


def _carried(request: HttpRequest) -> tuple[FieldView, ...]:
    given = {name: request.POST.get(name, "") for name in ("source", "target", "beads")}
    values = {**given, "what": "apply"}
    return tuple(FieldView(name, "", "hidden", value) for name, value in values.items())


def _fields(request: HttpRequest, errors: dict[str, str], actor: Actor) -> tuple[FieldView, ...]:
    def of(name: str) -> tuple[str, ...]:
        return (errors[name],) if name in errors else ()

    def language(name: str, label: str) -> FieldView:
        chosen = offered(sent(request, name).lower())
        choices = language_choices(chosen, besides=_("not said"))
        return FieldView(name, label, "choice", choices=choices, errors=of(name), required=True)

    return (
        language("from", _("Language of the first text")),
        language("to", _("Language of the second text")),
        *origin_fields(request, errors),
        FieldView(
            "unsure",
            _("Also those that are unsure, as drafts"),
            "flag",
            sent(request, "unsure"),
        ),
        *([public_field(request)] if may_import(actor) else []),
    )


def _number(value: int) -> str:
    return format_number(value, page_language())
