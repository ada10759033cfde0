"""Languages to choose from, and who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from openluban.foundation.access.actors import actor_of
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.languages import language_name, page_language
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.kernel.text import LANGUAGES

OFFERED = (*LANGUAGES, "kk", "ky", "tg", "uz", "ar", "fr", "pt", "th")
"""Languages offered on pages; the memory itself takes any."""

View = Callable[..., HttpResponse]


def language_choices(chosen: str, *, besides: str = "") -> tuple[Choice, ...]:
    """Return the languages offered; ``besides`` names a first choice that is none of them."""
    reader = page_language()
    first = [Choice("", besides, selected=not chosen)] if besides else []
    named = [Choice(tag, language_name(tag, reader), tag == chosen) for tag in OFFERED]
    return (*first, *named)


def offered(written: str, otherwise: str = "") -> str:
    """Return the language if it is one of those offered."""
    return written if written in OFFERED else otherwise


def only(is_open: Callable[[Actor], bool]) -> Callable[[View], View]:
    """Ask strangers to sign in, and refuse who may not do it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor.kind == "public":
                return redirect_to_login(request.get_full_path())
            if not is_open(actor):
                raise NotAllowed
            return view(request, *args, **kwargs)

        return guarded

    return guard
