"""The page that tells people what programs can ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from openluban.config.api import PREFIX
from openluban.foundation.figures.declaring import figures
from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.views.keeping import kept_page


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """Say how to ask and what there is."""

    def make() -> HttpResponse:
        context = {
            "base": PREFIX,
            "document": reverse("api:openapi"),
            "figures": figures(),
            "registers": registers(),
        }
        return render(request, "config/api.html", context)

    return kept_page(request, make)
