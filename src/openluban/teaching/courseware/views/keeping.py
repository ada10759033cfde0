"""The packages that are kept: the list, the record of one, its file."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.files.views import file_answer
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.foundation.ui.sizes import size_words
from openluban.kernel.numerals import format_number
from openluban.kernel.refusals import NotFound
from openluban.teaching.courseware.keeping import find
from openluban.teaching.courseware.models import KeptPackage, Kind
from openluban.teaching.courseware.queries.kept import kept_packages, the_package
from openluban.teaching.courseware.views.pieces import (
    kept_table,
    languages_in_words,
    told_table,
)


@require_safe
@for_contributors
def kept_page(request: HttpRequest) -> HttpResponse:
    """Show the packages that were brought in."""
    table = kept_table(kept_packages(actor_of(request)), page_language())
    return render(request, "courseware/kept.html", {"table": table})


@require_safe
@for_contributors
def package_page(request: HttpRequest, digest: str) -> HttpResponse:
    """Show what a package is and what it became."""
    kept = the_package(digest, actor_of(request))
    context = {
        "kept": kept,
        "facts": FactList(_facts(kept, page_language())),
        "units": [(key, reverse("registers:record", args=["units", key])) for key in kept.units],
        "notes": told_table(kept.notes) if kept.notes else None,
        "file_url": reverse("courseware_file", args=[kept.digest]),
        "size": size_words(kept.size, page_language()),
    }
    return render(request, "courseware/package.html", context)


def _facts(kept: KeptPackage, reader: str) -> tuple[Fact, ...]:
    resource = kept.resource_key
    url = reverse("registers:record", args=["library", resource]) if resource else ""
    told = [
        (_("Kind"), f"{Kind(kept.kind).label} ({kept.version})", ""),
        (_("Description"), kept.description, ""),
        (_("Its own identifier"), kept.identifier, ""),
        (_("Languages"), languages_in_words(kept.languages, reader), ""),
        (_("Became"), resource or _("no resource: no page has words"), url),
        (_("Units"), format_number(len(kept.units), reader), ""),
        (_("Pages that came over"), format_number(kept.pages, reader), ""),
        (_("File"), kept.file_name, ""),
        (_("Size"), size_words(kept.size, reader), ""),
        (_("SHA-256 of the file"), kept.digest, ""),
        (_("Brought in"), moment_words(kept.kept_at, reader), ""),
    ]
    return tuple(Fact(label, (Wording(value, url),)) for label, value, url in told if value)


@require_safe
@for_contributors
def package_file(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Hand a package out. It is never shown here: what is in it is not ours."""
    kept = the_package(digest, actor_of(request))
    file = find(kept.digest)
    if file is None:
        raise NotFound(package=kept.digest)
    answer = file_answer(file, "application/octet-stream")
    name = f"{kept.digest[:16]}{_ending(kept)}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _ending(kept: KeptPackage) -> str:
    if kept.file_name.lower().endswith(".xml"):
        return ".xml"
    return ".imscc" if kept.kind == "cc" else ".zip"
