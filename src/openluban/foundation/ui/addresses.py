"""The address under which links in files reach this installation."""

from django.conf import settings
from django.http import HttpRequest


def site_url(request: HttpRequest) -> str:
    """Return https://host without a slash: what stands before paths in files."""
    known = str(settings.LUBAN_SITE_URL)
    return known or request.build_absolute_uri("/").rstrip("/")
