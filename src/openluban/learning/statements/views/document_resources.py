"""The resources of documents: states, profiles of activities, profiles of agents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import orjson
from django.db import connection
from django.http import HttpResponse

from openluban.learning.statements.errors import NothingThere, Unfit
from openluban.learning.statements.guests import Reached
from openluban.learning.statements.queries.documents import (
    ACTIVITY_PROFILE,
    AGENT_PROFILE,
    STATE,
    Place,
    document_at,
    names_at,
)
from openluban.learning.statements.rules import scopes
from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.rules.marks import digest_of
from openluban.learning.statements.sending import Sender
from openluban.learning.statements.use_cases.keep_documents import (
    Condition,
    delete_document,
    delete_documents,
    merge_document,
    put_document,
)
from openluban.learning.statements.views.answering import json_answer, last_modified, nothing
from openluban.learning.statements.views.asking import Asked
from openluban.learning.statements.views.clock import now

_MOST_OF_GUESTS = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what names it, and the scope that a key needs."""

    number: int
    name: str
    parameters: tuple[str, ...]
    scope: str


KINDS = {
    "activities/state": Kind(STATE, "stateId", ("activityId", "agent"), scopes.STATE),
    "activities/profile": Kind(ACTIVITY_PROFILE, "profileId", ("activityId",), scopes.PROFILE),
    "agents/profile": Kind(AGENT_PROFILE, "profileId", ("agent",), scopes.PROFILE),
}


def answer(asked: Asked, sender: Sender, edition: int) -> HttpResponse:
    """Answer one request for a document or for the names of several.

    :raises Refused: as the use cases, or the address asks for what cannot be
    """
    kind = KINDS[asked.resource]
    sender.need(kind.scope, writes=asked.method not in {"GET", "HEAD"})
    known = {kind.name, *kind.parameters}
    if kind.number == STATE:
        known.add("registration")
    if asked.method in {"GET", "HEAD"}:
        known.add("since")
    asked.check_parameters(known)
    place = _place(asked, kind)
    if sender.guest is not None:
        writes = asked.method not in {"GET", "HEAD"}
        named = (place.kind, place.agent, place.activity, place.registration, place.name)
        sender.guest.reach(Reached(*named, writes))
    if kind.name in asked.parameters:
        condition = _condition(asked, kind, edition)
        if sender.guest is not None:
            condition = replace(condition, most=_MOST_OF_GUESTS)
        return _METHODS[asked.method](asked, place, condition)
    if asked.method in {"GET", "HEAD"}:
        return _names(asked, place)
    if asked.method == "DELETE" and kind.number == STATE:
        delete_documents(place=place)
        return nothing()
    raise Unfit(f"parameter {kind.name}", "is needed")


def _place(asked: Asked, kind: Kind) -> Place:
    agent = activity = b""
    if "agent" in kind.parameters:
        who = identity(asked.agent("agent"))
        if not who:
            raise Unfit("parameter agent", "must be an agent or an identified group")
        agent = digest_of(who)
    if "activityId" in kind.parameters:
        activity = digest_of(asked.iri("activityId"))
    registration = asked.uuid("registration") if "registration" in asked.parameters else ""
    name = asked.parameters.get(kind.name, "")
    return Place(kind.number, agent, activity, registration, name)


def _condition(asked: Asked, kind: Kind, edition: int) -> Condition:
    is_profile = kind.number != STATE
    return Condition(
        if_match=asked.headers.get("if-match", ""),
        if_none_match=asked.headers.get("if-none-match", ""),
        asks=edition > 1 or is_profile,
        always=edition == 1 and is_profile,
    )


def _content_type(asked: Asked) -> str:
    given = asked.headers.get("content-type", "").strip() or "application/octet-stream"
    if len(given) > 255 or not given.isprintable() or not given.isascii():  # noqa: PLR2004 - ours
        raise Unfit("Content-Type", "is too long, or holds what no media type does")
    return given


def _put(asked: Asked, place: Place, condition: Condition) -> HttpResponse:
    put_document(
        place=place,
        content=asked.body,
        content_type=_content_type(asked),
        condition=condition,
        at=now(),
    )
    return nothing()


def _post(asked: Asked, place: Place, condition: Condition) -> HttpResponse:
    merge_document(
        place=place,
        content=asked.body,
        content_type=_content_type(asked),
        condition=condition,
        at=now(),
    )
    return nothing()


def _delete(_asked: Asked, place: Place, condition: Condition) -> HttpResponse:
    delete_document(place=place, condition=condition)
    return nothing()


def _get(_asked: Asked, place: Place, _condition: Condition) -> HttpResponse:
    with connection.cursor() as cursor:
        found = document_at(cursor, place)
    if found is None:
        raise NothingThere
    response = HttpResponse(found.content, content_type=found.content_type)
    response["ETag"] = f'"{found.etag}"'
    # What a program left must not become a page of this site.
    response["Content-Disposition"] = "attachment"
    last_modified(response, found.changed)
    return response


def _names(asked: Asked, place: Place) -> HttpResponse:
    with connection.cursor() as cursor:
        names, changed = names_at(cursor, place, asked.moment("since"))
    response = json_answer(orjson.dumps(names))
    last_modified(response, changed or now())
    return response


_METHODS: Mapping[str, Callable[[Asked, Place, Condition], HttpResponse]] = {
    "GET": _get,
    "HEAD": _get,
    "PUT": _put,
    "POST": _post,
    "DELETE": _delete,
}
