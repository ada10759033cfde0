"""The translation as XLIFF, out and in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.kernel.refusals import Invalid
from openluban.teaching.bilingual.formats.faults import fault
from openluban.teaching.bilingual.formats.xliff_reading import read_xliff
from openluban.teaching.bilingual.formats.xliff_writing import write_xliff
from openluban.teaching.bilingual.formats.xml_tree import MOST_BYTES
from openluban.teaching.bilingual.queries.exchanging import xliff_of
from openluban.teaching.bilingual.queries.working import working
from openluban.teaching.bilingual.use_cases.import_xliff import import_xliff
from openluban.teaching.bilingual.views.editing import Trouble, edit_url, show
from openluban.teaching.library.public import the_unit


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def xliff_file(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Give the translation as a file, or take one over."""
    actor = actor_of(request)
    found = working(the_unit(key, actor), language, actor)
    if request.method == "POST":
        return _taken(request, key, language)
    response = HttpResponse(
        write_xliff(xliff_of(found, actor)), content_type="application/xliff+xml"
    )
    response["Content-Disposition"] = f'attachment; filename="{key}.{language}.xlf"'
    response["Cache-Control"] = "no-store"
    return response


def _taken(request: HttpRequest, key: str, language: str) -> HttpResponse:
    actor = actor_of(request)
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise fault("empty")
        if (sent.size or 0) > MOST_BYTES:
            raise fault("too_large", limit=MOST_BYTES)
        count = import_xliff(
            unit_key=key,
            language=language,
            file=read_xliff(sent.read()),
            actor=actor,
            at=timezone.now(),
        )
    except Invalid as refusal:
        return show(
            request, working(the_unit(key, actor), language, actor), Trouble(refusal, "file")
        )
    words = ngettext("%(count)s clause taken over.", "%(count)s clauses taken over.", count)
    messages.success(request, words % {"count": count})
    return SeeOther(edit_url(key, language))
