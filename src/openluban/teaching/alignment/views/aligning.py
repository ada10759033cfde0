"""Aligning two texts on a page; nothing of them is kept."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.sheets.writing import write_csv
from openluban.kernel.refusals import Refusal
from openluban.teaching.alignment.aligning import align_lines, align_markdown
from openluban.teaching.alignment.beads import Bead, beads_of
from openluban.teaching.alignment.handing import destinations_of
from openluban.teaching.alignment.mending import fitting, joined, parted
from openluban.teaching.alignment.queries import term_pairs
from openluban.teaching.alignment.views.asking import Asked, asked_of, form_of
from openluban.teaching.alignment.views.showing import shown

_HEADER = ("source", "target", "confidence", "source_lines", "target_lines")
_LONGEST_NUMBER = 9


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def align(request: HttpRequest) -> HttpResponse:
    """Ask for two texts; show their beads, change them, or send them as a file."""
    if request.method != "POST":
        return render(request, "alignment/ask.html", {"form": form_of(request)})
    try:
        asked = asked_of(request)
        if not any(line.strip() for line in asked.source + asked.target):
            return _again(request, _("Give two texts: type them, or choose files."))
        beads = _wanted(request, asked)
    except Refusal as refusal:
        return _again(request, str(refusal))
    answer = request.POST.get("answer", "")
    if answer in _FILES:
        return _FILES[answer](asked, beads)
    context = shown(asked, beads, destinations_of(actor_of(request)))
    return render(request, "alignment/aligned.html", context)


def _again(request: HttpRequest, problem: str) -> HttpResponse:
    context = {"form": form_of(request, problem)}
    return render(request, "alignment/ask.html", context, status=UNPROCESSABLE)


def _wanted(request: HttpRequest, asked: Asked) -> list[Bead]:
    """Return the beads that were on the page, changed as was asked; else new ones."""
    if "beads" not in request.POST:
        engine = align_markdown if asked.markdown else align_lines
        terms = term_pairs(asked.source_language, asked.target_language)
        return engine(asked.source, asked.target, terms)
    lines = (len(asked.source), len(asked.target))
    beads = fitting(beads_of(request.POST["beads"].splitlines()), lines)
    for name, change in (("join", joined), ("part", parted)):
        place = request.POST.get(name, "")
        if place.isascii() and place.isdecimal() and len(place) < _LONGEST_NUMBER:
            return change(beads, int(place))
    return beads


def _beads_file(_asked: Asked, beads: Sequence[Bead]) -> HttpResponse:
    body = "".join(f"{bead}\n" for bead in beads)
    return _named(HttpResponse(body, content_type="text/plain; charset=utf-8"), "beads.txt")


def _csv_file(asked: Asked, beads: Sequence[Bead]) -> HttpResponse:
    rows = (
        (
            "\n".join(asked.source[at] for at in bead.source),
            "\n".join(asked.target[at] for at in bead.target),
            bead.confidence,
            " ".join(str(at + 1) for at in bead.source),
            " ".join(str(at + 1) for at in bead.target),
        )
        for bead in beads
    )
    body = write_csv(_HEADER, rows)
    return _named(HttpResponse(body, content_type="text/csv; charset=utf-8"), "aligned.csv")


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


_FILES: dict[str, Callable[[Asked, Sequence[Bead]], HttpResponse]] = {
    "beads": _beads_file,
    "csv": _csv_file,
}
