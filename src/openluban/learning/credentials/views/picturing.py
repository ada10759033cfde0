"""Achievements for everybody: the wording of a day, the picture."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openluban.foundation.api.pace import few_files
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.editions import languages_in
from openluban.learning.credentials.queries.achievements import the_achievement, the_edition
from openluban.learning.credentials.setting.badges import badge
from openluban.learning.credentials.views.pieces import worded

_KEPT_SECONDS = 24 * 3_600
_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@require_safe
def edition_page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show what was awarded, in the wording of its day; credentials lead here.

    :raises NotFound: there is none
    """
    edition = the_edition(key, number)
    wording = edition.wording
    sides = worded(wording["name"], wording["description"], wording["criteria"])
    context = {
        "sides": sides,
        "achievement_url": f"/achievements/{key}/",
        "number": number,
        "made_at": moment_words(edition.made_at, page_language()),
        "alignments": wording["alignments"],
    }
    return render(request, "credentials/edition.html", context)


@require_safe
@few_files
def badge_file(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Give the picture of an achievement.

    :raises NotFound: there is no such achievement or kind of picture
    :raises FontsMissing: there are no fonts to draw it with
    """
    achievement = the_achievement(key)
    if ending not in _TYPES:
        raise NotFound(file=ending)
    name = f"credentials.badge:{achievement.pk}:{achievement.version}:{ending}"
    body: bytes | None = cache.get(name)
    if body is None:
        wordings = dict(achievement.name.wordings)
        names = [wordings[language] for language in languages_in(wordings)[:3]]
        drawn = "svg" if ending == "svg" else "png"
        fonts = Path(settings.LUBAN_FONTS)
        body = badge(list(dict.fromkeys(names)), (), drawn, fonts=fonts)  # type: ignore[arg-type]
        cache.set(name, body, _KEPT_SECONDS)
    response = HttpResponse(body, content_type=_TYPES[ending])
    response["Cache-Control"] = "public, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
