"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation and what the head and foot of a page show."""
    return {"navigation": [], "path": request.path}
