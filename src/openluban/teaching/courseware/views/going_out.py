"""A resource as a package for other learning systems, for everybody to fetch."""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openluban.foundation.api.pace import few_files
from openluban.foundation.history.stamp import state_of_records
from openluban.foundation.registers.views.answers import UNPROCESSABLE
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary
from openluban.kernel.refusals import NotFound, Refusal
from openluban.teaching.courseware.building import built
from openluban.teaching.courseware.rules.forms import FORMS, Form
from openluban.teaching.library.public import Resource
from openluban.teaching.packs.public import the_resource

_KEPT_SECONDS = 3_600
_LARGEST_KEPT = 2_000_000
_MOST_LANGUAGES = 20


@require_safe
@few_files
def cartridge_file(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a Common Cartridge 1.3 in the languages that are asked for."""
    return _file(request, key, FORMS["cc13"])


@require_safe
@few_files
def course_file(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a cmi5 course in the languages that are asked for."""
    return _file(request, key, FORMS["cmi5"])


def _file(request: HttpRequest, key: str, form: Form) -> HttpResponse:
    resource = the_resource(key)
    asked = [each[:20] for each in request.GET.getlist("in")[:_MOST_LANGUAGES]]
    languages = tuple(asked) or (resource.original_language,)
    try:
        data = _made(resource, form, languages)
    except NotFound:
        raise
    except Refusal as refusal:
        context = {
            "resource": resource,
            "errors": ErrorSummary((ErrorLine(str(refusal)),)),
        }
        return render(request, "courseware/not_made.html", context, status=UNPROCESSABLE)
    name = "-".join((resource.key, *(each for each in languages if each.isascii())))
    response = HttpResponse(data, content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{_plain(name)}.{form.ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache"
    return response


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in name)[:120]


def _made(resource: Resource, form: Form, languages: tuple[str, ...]) -> bytes:
    """Make a package, or give out the one made since something was last recorded."""
    parts = (resource.key, form.key, *languages, state_of_records())
    mark = sha256("\0".join(parts).encode()).hexdigest()
    data: bytes | None = cache.get(f"courseware.file:{mark}")
    if data is None:
        data = built(resource, form.key, languages)
        if len(data) <= _LARGEST_KEPT:
            cache.set(f"courseware.file:{mark}", data, _KEPT_SECONDS)
    return data
