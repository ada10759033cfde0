"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import find_register

PLACES = (
    ("home", _("Home")),
    ("figures", _("Figures")),
    ("registers", _("Registers")),
    ("reconciliation", _("Published figures")),
    ("briefings", _("Briefings")),
    ("memory", _("Translation memory")),
)
"""The navigation: names of addresses, or addresses of registers."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation and the path of the page; asks the database nothing."""
    places = ((place, _address(place), label) for place, label in PLACES)
    navigation = [
        (url, label, _is_current(request.path, url, place))
        for place, url, label in places
        if url is not None
    ]
    return {"navigation": navigation, "path": request.path}


def _address(place: str) -> str | None:
    if place.startswith("/"):
        return place if find_register(place.strip("/")) else None
    try:
        return reverse(place)
    except NoReverseMatch:
        return None


def _is_current(path: str, url: str, place: str) -> bool:
    if place == "registers" and find_register(path.strip("/").partition("/")[0]):
        return True  # a register's pages stand at the top of the address
    return path == url or (url != "/" and path.startswith(url))
