"""Keeping the text of a briefing in one language."""

import re
from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.canonical import digest
from openluban.kernel.refusals import NotAllowed
from openluban.kernel.text import LANGUAGES
from openluban.publishing.briefings.errors import (
    BadKey,
    LanguageUnknown,
    TextChangedMeanwhile,
    TextTooLong,
    TextUnchanged,
)
from openluban.publishing.briefings.models import Briefing, BriefingText
from openluban.publishing.briefings.placeholders import plain_lines, scan
from openluban.publishing.briefings.policies import may_write
from openluban.publishing.briefings.problems import MarkupInvalid

LONGEST = 60_000
RESERVED = frozenset({"start"})
"""Keys that are addresses of pages."""
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 60
_LONGEST_TITLE = 300
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")


@transaction.atomic
def write_text(
    *,
    briefing_key: str,
    language: str,
    body: str,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> BriefingText:
    """Keep a text; its briefing is begun where there is none of the key.

    A text with faults is kept, so that nobody loses work; only publishing refuses it.
    ``version`` is that of the text which was changed, 0 for a new one.

    :raises NotAllowed: the actor may not publish
    :raises BadKey: the key cannot stand in an address
    :raises LanguageUnknown: the language is none of the interface
    :raises TextTooLong: it is longer than a briefing may be
    :raises MarkupInvalid: it has invisible or private characters
    :raises TextChangedMeanwhile: the version is no longer the given one
    :raises TextUnchanged: it is the text that is kept
    """
    if not may_write(actor):
        raise NotAllowed
    body = plain_lines(body).strip()
    _check(briefing_key, language, body)
    briefing, _made = Briefing.objects.get_or_create(key=briefing_key, defaults={"created_at": at})
    texts = BriefingText.objects.select_for_update()
    text = texts.filter(briefing=briefing, language=language).first()
    kept_version, before = (text.version, text.body) if text else (0, "")
    if version is not None and version != kept_version:
        raise TextChangedMeanwhile
    if text is not None and before == body:
        raise TextUnchanged
    text = text or BriefingText(briefing=briefing, language=language)
    text.body, text.title, text.changed_at = body, _title(body), at
    text.version = kept_version + 1
    text.save()
    changes = {language: (digest(before) if before else None, digest(body))}
    deed = Deed("briefings.text_written", "briefings", briefing_key, changes)
    record(deed, actor=actor, at=at)
    return text


def check_key(key: str) -> None:
    """Test whether a briefing may have this key.

    :raises BadKey: it cannot stand in an address, or is taken by a page
    """
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY or key in RESERVED:
        raise BadKey(key=key[:80])


def _check(key: str, language: str, body: str) -> None:
    check_key(key)
    if language not in LANGUAGES:
        raise LanguageUnknown(language=language[:20])
    if len(body) > LONGEST:
        raise TextTooLong(length=len(body), limit=LONGEST)
    unprintable = [one for one in scan(body).problems if one.rule == "control-character"]
    if unprintable:
        raise MarkupInvalid(unprintable)


def _title(body: str) -> str:
    """Return the first heading as a list can show it: figures are dots until they are read."""
    first = body.partition("\n")[0]
    words = _PLACEHOLDER.sub("…", first.lstrip("#").strip()) if first.startswith("#") else ""
    return words[:_LONGEST_TITLE]
