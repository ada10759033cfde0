"""The briefings that come with OpenLuban, and publishing them in a demonstration."""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.text import LANGUAGES
from openluban.publishing.briefings.models import Briefing, Edition
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication
from openluban.publishing.briefings.use_cases.write_text import write_text

NETWORK = "network"
"""The briefing on the whole network."""


@transaction.atomic
def load_briefings(*, folder: Path, at: datetime) -> int:
    """Take over the texts of a folder (``network/ru.md``); return how many texts were kept.

    A briefing that is there already is left alone.
    """
    known = set(Briefing.objects.values_list("key", flat=True))
    places = [place for place in sorted(folder.iterdir()) if place.is_dir()]
    kept = 0
    for place in places:
        for language in LANGUAGES:
            text = place / f"{language}.md"
            if place.name not in known and text.is_file():
                body = text.read_text(encoding="utf-8")
                write_text(
                    briefing_key=place.name, language=language, body=body, actor=SYSTEM, at=at
                )
                kept += 1
    return kept


@transaction.atomic
def publish_as(
    first: Actor, second: Actor, *, day: date, at: datetime, briefing_key: str = NETWORK
) -> Edition:
    """Publish a briefing as its first edition, signed by two persons who may publish.

    :raises Refusal: as ``propose_publication`` and ``confirm_publication``
    """
    request = propose_publication(briefing_key=briefing_key, day=day, actor=first, at=at)
    return confirm_publication(
        briefing_key=briefing_key, signed_digest=request.digest, actor=second, at=at
    )
