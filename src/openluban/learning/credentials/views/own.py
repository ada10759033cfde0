"""What somebody signed in was awarded, and to whom they show it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.ui.addresses import site_url
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Empty, Row, TableView
from openluban.kernel.numerals import format_day_short
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.linking import secret_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.faces import Face, face_of
from openluban.learning.credentials.queries.own import own_awards
from openluban.learning.credentials.use_cases.share import share, stop_sharing
from openluban.learning.credentials.views.doors import for_somebody, unlisted
from openluban.learning.credentials.views.files import FILES, award_as_file
from openluban.learning.credentials.views.pieces import facts_of, shared_url, sides_of, title_of
from openluban.learning.credentials.wording import marks_of

_MOST = 200


@require_safe
@for_somebody
@unlisted
def own_page(request: HttpRequest) -> HttpResponse:
    """List what somebody was awarded."""
    at = timezone.now()
    faces = [face_of(award, at=at) for award in own_awards(actor_of(request))[:_MOST]]
    columns = (
        Column("name", _("Award")),
        Column("by", _("Awarded by")),
        Column("on", _("On")),
        Column("state", _("State")),
    )
    empty = Empty(
        _("You have been awarded nothing here yet."),
        _("What an institution awards you stands here, signed, for you to take along and show."),
    )
    table = TableView(_("My awards"), columns, tuple(map(_row, faces)), empty)
    return render(request, "credentials/own.html", {"table": table})


def _row(face: Face) -> Row:
    title, reader = title_of(face), page_language()
    return Row(
        (
            Cell(title.text, reverse("own_award", args=[face.key]), title.lang),
            Cell(" + ".join(signer.names_for(reader)[0] for signer in face.signers)),
            Cell(format_day_short(face.awarded_on.isoformat(), reader)),
            Cell("", marks=marks_of(face.state, is_synthetic=face.is_synthetic)),
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_somebody
@unlisted
def own_award_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show one award to whom it belongs; take or withdraw the link that shows it to others."""
    actor, at = actor_of(request), timezone.now()
    if request.method == "POST":
        if request.POST.get("action") == "stop":
            stop_sharing(award=key, actor=actor, at=at)
            messages.success(request, _("The link is withdrawn. Whoever has it finds nothing."))
        else:
            share(award=key, actor=actor, at=at)
            messages.success(request, _("Whoever has the link can see and check this award."))
        return SeeOther(reverse("own_award", args=[key]))
    award = _the_award(request, key)
    face = face_of(award, at=at)
    sharing = award.sharings.first()
    secret = secret_of(sharing)
    context = {
        "face": face,
        "title": title_of(face),
        "facts": facts_of(face),
        "marks": marks_of(face.state, is_synthetic=face.is_synthetic),
        "sides": sides_of(face),
        "files": [(name, reverse("own_award_file", args=[key, name])) for name in FILES],
        "is_shared": sharing is not None,
        "shared_url": f"{site_url(request)}{shared_url(secret)}" if secret else "",
        "shared_path": shared_url(secret) if secret else "",
    }
    return render(request, "credentials/own_award.html", context)


@require_safe
@for_somebody
@few_files
@unlisted
def own_award_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Give one's own award as a file."""
    award = _the_award(request, key)
    secret = secret_of(award.sharings.first())
    return award_as_file(request, face_of(award, at=timezone.now()), name, secret=secret)


def _the_award(request: HttpRequest, key: str) -> Award:
    award = own_awards(actor_of(request)).filter(key=key).first()
    if award is None:
        raise NotFound(what=key)
    return award
