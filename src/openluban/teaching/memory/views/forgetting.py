"""One unit, and the form that takes it out of the memory."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import only
from openluban.foundation.registers.views.sending import reason_view, sent
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.teaching.memory.errors import ReasonMissing
from openluban.teaching.memory.policies import may_forget
from openluban.teaching.memory.queries.naming import titles_in
from openluban.teaching.memory.queries.reading import unit_shown
from openluban.teaching.memory.use_cases.forget import forget


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_forget)
def forget_view(request: HttpRequest, number: int) -> HttpResponse:
    """Ask why the unit is to go, or take it out."""
    unit = unit_shown(number)
    error = ""
    if request.method == "POST":
        reason = sent(request, "reason")
        try:
            forget(unit=number, reason=reason, actor=actor_of(request), at=timezone.now())
        except ReasonMissing as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The unit is taken out of the memory."))
            return SeeOther(reverse("memory"))
    form = FormView(
        fields=(_reason(request, error),),
        submit_text=_("Take it out"),
        cancel_url=reverse("memory"),
    )
    titles = titles_in(page_language(), [(unit.origin_key, unit.origin)])
    context = {"unit": unit, "origin": titles[unit.origin_key], "form": form}
    return render(request, "memory/forget.html", context, status=UNPROCESSABLE if error else 200)


def _reason(request: HttpRequest, error: str) -> FieldView:
    asked = reason_view(request)
    errors = (error,) if error else ()
    return FieldView(
        asked.name, asked.label, asked.kind, asked.value, asked.help, errors=errors, required=True
    )
