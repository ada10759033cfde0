"""All registers, by what they belong to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openluban.foundation.registers.declaring import Register, registers
from openluban.foundation.registers.views.keeping import kept_page


@require_safe
def registers_view(request: HttpRequest) -> HttpResponse:
    """List the registers, the highest wing first, with what each holds; asks nothing of them."""

    def make() -> HttpResponse:
        return render(request, "site/registers.html", {"wings": _by_wing()})

    return kept_page(request, make)


def _by_wing() -> list[tuple[str, list[Register]]]:
    wings: dict[str, list[Register]] = {}
    for register in registers():
        if register.listed:
            wings.setdefault(str(register.wing), []).append(register)
    return list(wings.items())
