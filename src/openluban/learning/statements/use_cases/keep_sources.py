"""Sources and the keys with which their programs sign in."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

import orjson
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem
from openluban.learning.statements.models import Key, Source
from openluban.learning.statements.policies import may_keep
from openluban.learning.statements.rules.scopes import USUAL, WORDS
from openluban.learning.statements.sending import digest_of, forget_keys
from openluban.network.workshops.public import Workshop

_KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?")
VERSIONS = ("2.0.0", "1.0.3")
_MOST_DAYS = 36_500


def add_source(
    *, key: str, name: str, site: str, version: str = VERSIONS[0], actor: Actor, at: datetime
) -> Source:
    """Add a source; its statements are said by an account of that name at this site.

    In a demonstration it is synthetic: what it sends stands in no figure.

    :raises NotAllowed: the actor may not keep sources
    :raises Invalid: the key or the version is none, or there is a source of that key
    """
    if not may_keep(actor):
        raise NotAllowed
    problems = []
    if not _KEY.fullmatch(key):
        sentence = _("Small letters, digits and hyphens, at most 50.")
        problems.append(Problem("form", sentence, "key"))
    if version not in VERSIONS:
        problems.append(Problem("choice", _("This version of xAPI is not spoken."), "version"))
    if problems:
        raise Invalid(problems)
    authority = {"objectType": "Agent", "account": {"homePage": f"{site}/", "name": key}}
    source = Source(
        key=key,
        name=name.strip()[:200] or key,
        version=version,
        authority=orjson.dumps(authority),
        is_synthetic=bool(settings.LUBAN_DEMO),
        made_at=at,
    )
    try:
        with transaction.atomic():
            source.save()
            record(Deed("statements.source_added", "statement-sources", key), actor=actor, at=at)
    except IntegrityError:
        raise Invalid([Problem("taken", _("There is a source of this key."), "key")]) from None
    return source


@transaction.atomic
def issue_key(
    *, source_key: str, scopes: Sequence[str] = USUAL, actor: Actor, at: datetime
) -> tuple[Key, str]:
    """Make a key of a source; return it with its secret, which nobody can read again.

    :raises NotAllowed: the actor may not keep sources
    :raises NotFound: there is no such source
    :raises Invalid: a scope is none
    """
    source = _source(source_key, actor)
    if not scopes or not set(scopes) <= set(WORDS):
        raise Invalid([Problem("choice", _("This is no scope of the standard."), "scopes")])
    secret = secrets.token_urlsafe(32)
    key = Key.objects.create(
        source=source,
        login=f"{source.key}.{secrets.token_hex(4)}",
        digest=digest_of(secret),
        scopes=" ".join(word for word in WORDS if word in scopes),
        made_at=at,
    )
    changes = {"key": (None, key.login), "scopes": (None, key.scopes)}
    deed = Deed("statements.key_issued", "statement-sources", source.key, changes)
    record(deed, actor=actor, at=at)
    return key, secret


@transaction.atomic
def withdraw_key(*, login: str, actor: Actor, at: datetime) -> Key:
    """Withdraw a key: it opens nothing any more; what is being asked by it may still be answered.

    :raises NotAllowed: the actor may not keep sources
    :raises NotFound: there is no such key, or it was withdrawn
    """
    if not may_keep(actor):
        raise NotAllowed
    found = Key.objects.select_for_update().select_related("source")
    key = found.filter(login=login, withdrawn_at=None).first()
    if key is None:
        raise NotFound
    key.withdrawn_at = at
    key.save(update_fields=["withdrawn_at"])
    forget_keys()
    changes = {"key": (key.login, None)}
    deed = Deed("statements.key_withdrawn", "statement-sources", key.source.key, changes)
    record(deed, actor=actor, at=at)
    return key


@transaction.atomic
def set_retention(*, source_key: str, days: int | None, actor: Actor, at: datetime) -> Source:
    """Say after how many days a source's statements go; None: they stay.

    :raises NotAllowed: the actor may not keep sources
    :raises NotFound: there is no such source
    :raises Invalid: no statement could be kept so short or long
    """
    source = _source(source_key, actor)
    if days is not None and not 1 <= days <= _MOST_DAYS:
        sentence = _("A number of days from 1 to 36500, or nothing.")
        raise Invalid([Problem("out_of_range", sentence, "days")])
    changes = {"retain_days": (source.retain_days, days)}
    source.retain_days = days
    source.save(update_fields=["retain_days"])
    deed = Deed("statements.retention_set", "statement-sources", source.key, changes)
    record(deed, actor=actor, at=at)
    return source


@transaction.atomic
def set_workshop(*, source_key: str, workshop_key: str, actor: Actor, at: datetime) -> Source:
    """Say of which workshop's learners a source speaks; no key: of none in particular.

    :raises NotAllowed: the actor may not keep sources
    :raises NotFound: there is no such source
    :raises Invalid: there is no such workshop
    """
    source = _source(source_key, actor)
    workshop = None
    if workshop_key:
        workshop = Workshop.objects.visible_to(actor).filter(key=workshop_key[:100]).first()
        if workshop is None:
            raise Invalid([Problem("choice", _("There is no such workshop."), "workshop")])
    changes = {"workshop": (source.workshop and source.workshop.key, workshop_key or None)}
    source.workshop = workshop
    source.save(update_fields=["workshop"])
    deed = Deed("statements.workshop_set", "statement-sources", source.key, changes)
    record(deed, actor=actor, at=at)
    return source


def _source(key: str, actor: Actor) -> Source:
    if not may_keep(actor):
        raise NotAllowed
    source = Source.objects.select_for_update().filter(key=key).first()
    if source is None:
        raise NotFound
    return source
