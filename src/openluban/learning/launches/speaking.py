"""What this site says in the store by itself: launched, abandoned, waived, satisfied."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson

from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid
from openluban.learning.launches.identifying import TYPES, agent_of, iri_of
from openluban.learning.launches.models import Registration
from openluban.learning.launches.rules.saying import CATEGORY, MOVE_ON, SESSION, VERBS
from openluban.learning.launches.rules.structure import Block, Unit
from openluban.learning.statements.public import (
    Parcel,
    Sender,
    Source,
    add_source,
    as_micros,
    moment_text,
    scopes,
    store_statements,
)

SOURCE = "courses-opened-here"
"""The source of what is said here, and the authority of what open courses say."""
EDITION = 1
"""Of xAPI: cmi5 is a profile of the first."""
_OWN_VERBS = "https://w3id.org/xapi/adl/verbs/"
_NAMES = {"launched": VERBS}
_TYPE_OF_UNIT = "http://adlnet.gov/expapi/activities/lesson"

Clock = Callable[[], int]
"""Microseconds since 1970, asked when a statement is stored."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to be made: the verb, about what, in which session, with what besides."""

    verb: str
    about: Unit | Block
    session: UUID
    result: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] | None = None
    is_course: bool = False
    """Whether it is about the outermost block."""


def the_source(site: str, at: datetime) -> Source:
    """Return the source of courses, made on first use."""
    found = Source.objects.filter(key=SOURCE).first()
    if found is not None:
        return found
    try:
        return add_source(
            key=SOURCE,
            name="Courses opened here",
            site=site,
            version="1.0.3",
            actor=SYSTEM,
            at=at,
        )
    except Invalid:  # somebody else made it meanwhile
        return Source.objects.get(key=SOURCE)


def sender_for(source: Source, key: int, *words: str, guest: Any = None) -> Sender:
    """Return who sends in the name of the source; ``key`` tells guests apart."""
    authority = orjson.loads(bytes(source.authority))
    return Sender(key, source.pk, source.key, source.version, authority, words, guest)


def say(registration: Registration, said: Said, *, at: datetime, clock: Clock) -> None:
    """Store a statement about somebody's course, within the transaction that is open."""
    categories = [CATEGORY]
    if said.result and {"success", "completion"} & said.result.keys():
        categories.append(MOVE_ON)
    statement: dict[str, Any] = {
        "id": str(uuid4()),
        "actor": agent_of(registration.participation),
        "verb": {
            "id": f"{_NAMES.get(said.verb, _OWN_VERBS)}{said.verb}",
            "display": {"en": said.verb},
        },
        "object": _activity(registration.site, said),
        "context": {
            "registration": str(registration.uuid),
            "contextActivities": {
                "category": [{"id": each} for each in categories],
                "grouping": [{"id": said.about.key}],
            },
            "extensions": {SESSION: str(said.session), **(said.extensions or {})},
        },
        "timestamp": moment_text(as_micros(at)),
    }
    if said.result:
        statement["result"] = dict(said.result)
    source = the_source(registration.site, at)
    sender = sender_for(source, 0, scopes.WRITE, scopes.DEFINE)
    parcel = Parcel([(statement, orjson.dumps(statement))], EDITION)
    store_statements(parcel=parcel, sender=sender, clock=clock)


def _activity(site: str, said: Said) -> dict[str, Any]:
    part, kind = said.about, _TYPE_OF_UNIT
    if isinstance(part, Block):
        kind = f"{TYPES}/course" if said.is_course else f"{TYPES}/block"
    definition: dict[str, Any] = {"type": kind}
    titles = {language: title for language, title in part.titles.items() if language and title}
    if titles:
        definition["name"] = titles
    return {"objectType": "Activity", "id": iri_of(site, part), "definition": definition}
