"""Where an open course fetches its token (cmi5, 8.2): once, and never from a cache."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openluban.learning.launches.use_cases.hand_out_token import hand_out_token

_LONGEST = 100


@csrf_exempt
@require_POST
def fetch_view(_request: HttpRequest, secret: str) -> HttpResponse:
    """Answer with the token, or with a code of cmi5; the status is 200 either way."""
    handed = hand_out_token(secret=secret[:_LONGEST], at=timezone.now())
    said = (
        {"auth-token": handed.token}
        if handed.token
        else {"error-code": handed.error, "error-text": handed.why}
    )
    response = JsonResponse(said)
    if settings.LUBAN_CONTENT_ORIGIN:
        response["Access-Control-Allow-Origin"] = settings.LUBAN_CONTENT_ORIGIN
    response["Cache-Control"] = "no-store"
    return response
