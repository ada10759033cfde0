"""Who may come to the pages of those who award, and to those of the awarded."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.views.doors import only
from openluban.kernel.actor import Actor
from openluban.learning.credentials.policies import may_issue

View = Callable[..., HttpResponseBase]


def _may_keep_some_keys(actor: Actor) -> bool:
    return may_issue(actor) or may_accept(actor)


def _is_somebody(actor: Actor) -> bool:
    return actor.kind == "person"


for_issuers = only(may_issue)
for_keepers = only(_may_keep_some_keys)
for_somebody = only(_is_somebody)


def unlisted(view: View) -> View:
    """Keep a page out of search engines and of everybody's caches."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Cache-Control"] = "private, no-store"
        return response

    return kept


def told_to_nobody(view: View) -> View:
    """Keep the address of a page from whatever its links lead to.

    Not for pages with forms: a browser that tells nobody where it comes from is not believed when
    it sends one.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return kept


def never_kept(view: View) -> View:
    """Keep a page out of everybody's caches, and its address from other sites.

    Its forms can be sent: with no referrer at all a browser would not say where they come from.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return kept
