"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from openluban.foundation.figures.choices import remembering
from openluban.foundation.registers.views.keeping import kept_page
from openluban.site.home import home_page


@require_safe
def home_view(request: HttpRequest) -> HttpResponse:
    """Show the network: map, numbers, what happened last, what is not known."""

    def make() -> HttpResponse:
        with remembering():
            page = home_page(timezone.localdate())
        return render(request, "site/home.html", {"page": page})

    return kept_page(request, make)
