"""Reviewing, publishing and superseding a version."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.doors import for_contributors
from openluban.foundation.registers.views.sending import sent
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.review import review_text
from openluban.teaching.library.use_cases.supersede import supersede_text


@require_POST
@for_contributors
def deed(request: HttpRequest, key: str, language: str, version: int) -> SeeOther:
    """Do what was asked with a version."""
    actor, at, reason = actor_of(request), timezone.now(), sent(request, "reason")
    edition = (language, version)
    match sent(request, "action"):
        case "review":
            review_text(unit_key=key, edition=edition, reason=reason, actor=actor, at=at)
            messages.success(request, _("Reviewed. An officer can publish it now."))
        case "publish":
            publish_text(unit_key=key, edition=edition, actor=actor, at=at)
            messages.success(request, _("Published. Everybody reads this version now."))
        case "supersede":
            supersede_text(unit_key=key, edition=edition, reason=reason, actor=actor, at=at)
            messages.success(request, _("Superseded. The text stays readable and says so."))
        case _:
            raise NotFound(action="")
    return SeeOther(reverse("unit_version", args=[key, language, version]))
