"""Which repositories elsewhere are harvested."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.harvest.errors import SourceKnown, SourceUnfit
from openluban.teaching.harvest.fetching import is_fit
from openluban.teaching.harvest.models import Source
from openluban.teaching.harvest.policies import may_harvest

_KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")
_LONGEST_URL, _LONGEST_SET = 500, 200


def add_source(
    *, key: str, url: str, set_spec: str = "", allows_private: bool = False, actor: Actor,
    at: datetime,
) -> Source:  # fmt: skip
    """Add a repository; nothing is asked of it yet.

    :raises NotAllowed: the actor may not harvest
    :raises SourceUnfit: the name or the address cannot be used
    :raises SourceKnown: there is one of that name, or of that address and set
    """
    if not may_harvest(actor):
        raise NotAllowed
    too_long = len(url) > _LONGEST_URL or len(set_spec) > _LONGEST_SET or "\0" in set_spec
    if not _KEY.fullmatch(key) or not is_fit(url) or too_long:
        raise SourceUnfit
    if Source.objects.filter(url=url, set_spec=set_spec).exists():
        raise SourceKnown
    source = Source(
        key=key, name=key, url=url, set_spec=set_spec, allows_private=allows_private, added_at=at
    )
    try:
        with transaction.atomic():
            source.save()
            record(Deed("harvest.source_added", "harvest", key), actor=actor, at=at)
    except IntegrityError as taken:
        raise SourceKnown from taken
    return source
