"""Taking a roster in: sent, looked at field by field, then applied whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.uploads import (
    Upload,
    find_upload,
    forget_upload,
    keep_upload,
)
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.importing import problems_table
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.sheets.sheet import Sheet
from openluban.kernel.refusals import Invalid, Problem
from openluban.learning.learners.formats.headings import Meaning, recognised
from openluban.learning.learners.formats.oneroster.files import LARGEST
from openluban.learning.learners.formats.oneroster.reading import Package
from openluban.learning.learners.formats.rosters_in import Wish, opened, roster_in
from openluban.learning.learners.policies import may_keep_some
from openluban.learning.learners.use_cases.import_roster import (
    ChangedMeanwhile,
    WhichProgramme,
    import_roster,
    preview_roster,
)
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.rosters.giving_out import named, show_place, the_workshop
from openluban.learning.learners.views.rosters.pieces import (
    course_fields,
    meaning_fields,
    plan_pieces,
    programme_field,
)
from openluban.network.workshops.public import Workshop

_LARGEST_ON_THE_WEB = min(LARGEST, 20_000_000)


@require_POST
@private(may_keep_some)
def bring_view(request: HttpRequest, workshop: str) -> HttpResponse:
    """Keep the file that was sent for a day, and lead to what it would change."""
    actor = actor_of(request)
    place = the_workshop(workshop, actor)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        return show_place(request, place, (_("Choose a file that is not empty."),))
    if file.size > _LARGEST_ON_THE_WEB:
        too_large = _("The file is larger than 20 MB. Take it in with the luban command.")
        return show_place(request, place, (too_large,))
    token = keep_upload(
        file.chunks(),
        account=actor.key,
        register=f"roster:{place.key}",
        filename=f"{sent(request, 'source')[:60]}\n{file.name or ''}",
        at=timezone.now(),
    )
    return SeeOther(reverse("roster_preview", args=[place.key, token]))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page of a file is about."""

    request: HttpRequest
    place: Workshop
    upload: Upload

    @property
    def source(self) -> str:
        return self.upload.filename.partition("\n")[0]

    @property
    def file(self) -> str:
        return self.upload.filename.partition("\n")[2]


@require_http_methods(["GET", "HEAD", "POST"])
@private(may_keep_some)
def preview_view(request: HttpRequest, workshop: str, token: str) -> HttpResponse:
    """Show what the file would change as things were chosen, or apply it."""
    actor, now = actor_of(request), timezone.now()
    place = the_workshop(workshop, actor)
    found = find_upload(token, account=actor.key, register=f"roster:{place.key}", at=now)
    page = _Page(request, place, found)
    try:
        content = opened(found.path.read_bytes(), page.file)
    except Invalid as refusal:
        return _unfit(page, refusal.problems)
    choices = _choices(request)
    try:
        roster = roster_in(content, filename=page.file, wish=_wish(page, content))
    except Invalid as refusal:
        return _unfit(page, refusal.problems, content)
    why = ""
    try:
        if sent(request, "apply"):
            import_roster(
                roster=roster,
                workshop=place.key,
                choices=choices,
                actor=actor,
                at=now,
                expected=sent(request, "seen"),
            )
            forget_upload(found)
            messages.success(request, _("The roster was taken over."))
            return SeeOther(reverse("roster", args=[place.key]))
    except (WhichProgramme, ChangedMeanwhile) as refusal:
        why = str(refusal)
    plan = preview_roster(roster=roster, workshop=place.key, choices=choices, actor=actor, at=now)
    return _show(page, content, plan, why)


def _choices(request: HttpRequest) -> Choices:
    courses = {
        name.removeprefix("course:"): str(value)
        for name, value in request.POST.items()
        if name.startswith("course:") and value
    }
    overwrite = frozenset(request.POST.getlist("overwrite"))
    return Choices(courses, sent(request, "programme"), overwrite)


def _wish(page: _Page, content: Package | Sheet) -> Wish:
    meanings = None
    if isinstance(content, Sheet) and page.request.method == "POST":
        usual = recognised(content.header)
        meanings = {
            heading: _meaning(page.request.POST.get(f"column:{number}"), usual[heading])
            for number, heading in enumerate(content.header)
        }
    return Wish(page.source, None, meanings, bool(sent(page.request, "whole")))


def _meaning(said: str | None, usual: Meaning) -> Meaning:
    if said is None:
        return usual
    return Meaning(said) if said in list(Meaning) else Meaning.LEFT_OUT


def _context(page: _Page) -> dict[str, Any]:
    name, spoken = named(page.place)
    return {
        "place": page.place,
        "name": name,
        "name_language": spoken,
        "file": page.file,
        "back": reverse("roster", args=[page.place.key]),
        "seen": "",
    }


def _unfit(
    page: _Page, problems: Sequence[Problem], content: Package | Sheet | None = None
) -> HttpResponse:
    """Show what is wrong; of a sheet whose columns can be read, ask what they hold."""
    context = _context(page)
    context["problems"] = problems_table(problems)
    if isinstance(content, Sheet):
        context["meanings"] = meaning_fields(content, page.request)
    return render(page.request, "learners/rosters/preview.html", context, status=UNPROCESSABLE)


def _show(page: _Page, content: Package | Sheet, plan: Plan, why: str) -> HttpResponse:
    context = _context(page) | plan_pieces(plan)
    if isinstance(content, Sheet):
        context["meanings"] = meaning_fields(content, page.request)
        context["is_whole"] = bool(sent(page.request, "whole"))
        context["asks_whole"] = True
    context["courses"] = course_fields(plan)
    context["programme"] = programme_field(plan)
    context["why"] = why
    context["seen"] = plan.digest
    status = UNPROCESSABLE if why else 200
    return render(page.request, "learners/rosters/preview.html", context, status=status)
