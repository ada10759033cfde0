"""An award as its recipient shows it to whoever has the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openluban.foundation.api.pace import few_files
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.queries.faces import face_of
from openluban.learning.credentials.queries.signed import shared_award
from openluban.learning.credentials.queries.trusting import trust_in
from openluban.learning.credentials.verification.verify import verify
from openluban.learning.credentials.views.doors import told_to_nobody, unlisted
from openluban.learning.credentials.views.files import FILES, award_as_file
from openluban.learning.credentials.views.pieces import facts_of, sides_of, title_of
from openluban.learning.credentials.wording import marks_of


@require_safe
@unlisted
@told_to_nobody
def shared_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an award, and what checking it found, in plain words.

    :raises NotFound: there is no such link, or it was withdrawn
    """
    award, at = _shared(secret), timezone.now()
    face = face_of(award, at=at)
    signed_by = [number for number in (award.issuer_id, award.co_issuer_id) if number]
    context = {
        "face": face,
        "title": title_of(face),
        "facts": facts_of(face),
        "marks": marks_of(face.state, is_synthetic=face.is_synthetic),
        "sides": sides_of(face),
        "files": [(name, reverse("shared_award_file", args=[secret, name])) for name in FILES],
        "report": verify(face.document, at=at, trust=trust_in(signed_by, at)),
    }
    return render(request, "credentials/shared.html", context)


@require_safe
@few_files
@unlisted
@told_to_nobody
def shared_file(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """Give an award that is shown as a file.

    :raises NotFound: there is no such link or file
    """
    face = face_of(_shared(secret), at=timezone.now())
    return award_as_file(request, face, name, secret=secret)


def _shared(secret: str) -> Award:
    award = shared_award(secret)
    if award is None:
        raise NotFound
    return award
