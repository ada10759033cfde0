"""Films of a unit: adding a rendition, saying that it is right, publishing it, taking it away."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.library.models import Film, State, Unit
from openluban.teaching.library.policies import may_publish, may_review, may_take_away
from openluban.teaching.library.queries.films import films_of
from openluban.teaching.library.queries.finding import the_unit
from openluban.teaching.library.use_cases.add_film import add_film
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.use_cases.review_film import review_film
from openluban.teaching.library.use_cases.take_film_away import take_film_away
from openluban.teaching.library.views.addresses import film_url, films_url, read_url
from openluban.teaching.library.views.pieces import crumbs_of, day_words
from openluban.teaching.library.wording import STATE_WORDS, rendition_words

MOST_BYTES = 200_000_000
"""Of a film that comes over the web; the command line takes larger ones."""


# Whoever is a stranger is sent away before a byte of a long body is read: looking for the token
# that guards against forged requests reads all of it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def films_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """List the renditions of a unit's film, or take another."""
    the_unit(key, actor_of(request))
    return _films_page(request, key)


@csrf_protect
def _films_page(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    unit = the_unit(key, actor)
    if request.method != "POST":
        return _show(request, unit, actor)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size or file.file is None:
        return _show(request, unit, actor, _("Choose a file that is not empty."))
    try:
        add_film(
            unit_key=key,
            file=file.file,
            name=file.name or "",
            at_most=MOST_BYTES,
            actor=actor,
            at=timezone.now(),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, unit, actor, str(refusal))
    messages.success(request, _("Kept as a draft. Somebody of the other side reviews it."))
    return SeeOther(films_url(key))


def _show(request: HttpRequest, unit: Unit, actor: Actor, error: str = "") -> HttpResponse:
    help_text = _(
        "MP4 with H.264, or WebM; at most %(limit)s MB here. Larger ones: luban library film"
    )
    field = FieldView(
        "file",
        _("File"),
        "file",
        help=help_text % {"limit": MOST_BYTES // 1_000_000},
        errors=(error,) if error else (),
        required=True,
    )
    context = {
        **crumbs_of(unit, _("Film")),
        "films": [_line(unit, film, actor) for film in films_of(unit, actor)],
        "form": FormView(fields=(field,), submit_text=_("Add"), cancel_url=read_url(unit.key)),
    }
    response = render(
        request, "library/films.html", context, status=UNPROCESSABLE if error else 200
    )
    response["Cache-Control"] = "private, no-cache"
    return response


def _line(unit: Unit, film: Film, actor: Actor) -> dict[str, object]:
    is_draft = film.state == State.DRAFT
    return {
        "url": film_url(unit.key, film),
        "digest": film.digest,
        "words": rendition_words(film, page_language()),
        "state": STATE_WORDS[film.state],
        "is_public": film.state == State.PUBLISHED,
        "day": day_words(film.made_at),
        "may_review": is_draft and may_review(actor, film),
        "waits": is_draft and not may_review(actor, film),
        "may_publish": film.state == State.REVIEWED and may_publish(actor),
        "may_take_away": may_take_away(actor, film),
    }


@require_POST
@for_contributors
def film_deed(request: HttpRequest, key: str, digest: str) -> SeeOther:
    """Do what was asked with a rendition."""
    actor, at = actor_of(request), timezone.now()
    match sent(request, "action"):
        case "review":
            review_film(unit_key=key, digest=digest, actor=actor, at=at)
            messages.success(request, _("Reviewed. An officer can publish it now."))
        case "publish":
            publish_film(unit_key=key, digest=digest, actor=actor, at=at)
            messages.success(request, _("Published. Everybody can play it now."))
        case "take_away":
            take_film_away(unit_key=key, digest=digest, actor=actor, at=at)
            messages.success(request, _("Taken away. The history says so."))
        case _:
            raise NotFound(action="")
    return SeeOther(films_url(key))
