"""What catalogues read of one resource or unit: JSON-LD after AMB."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openluban.foundation.ui.addresses import site_url
from openluban.teaching.harvest.description import Whole
from openluban.teaching.harvest.formats.amb import MEDIA_TYPE, amb
from openluban.teaching.harvest.queries.whole import whole_resource, whole_unit


@require_safe
def resource_jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """Describe a resource; only what is public is told, whoever asks."""
    return _sent(request, whole_resource(key))


@require_safe
def unit_jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """Describe a unit with a published text; only what is public is told, whoever asks."""
    return _sent(request, whole_unit(key))


def _sent(request: HttpRequest, whole: Whole) -> HttpResponse:
    body = json.dumps(amb(whole, site_url(request)), ensure_ascii=False, indent=2)
    response = HttpResponse(body + "\n", content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return response
