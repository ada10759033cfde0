"""The resource of statements: storing them, reading one, asking for many."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.core import signing
from django.db import connection
from django.http import HttpResponse

from openluban.learning.statements.errors import NoSuchMethod, NothingThere, OutOfScope, Unfit
from openluban.learning.statements.formats.json_bytes import read_statements
from openluban.learning.statements.formats.multipart import (
    Enclosed,
    media_type_of,
    read_parts,
    written,
)
from openluban.learning.statements.queries.showing import shown
from openluban.learning.statements.queries.statements import (
    Found,
    Question,
    attachments_of,
    authorities,
    last_stored,
    page_of,
    statement_by_uuid,
)
from openluban.learning.statements.rules import marks
from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.rules.formats import languages_of
from openluban.learning.statements.rules.scopes import READ_MINE, reads_own
from openluban.learning.statements.rules.types import moment_text
from openluban.learning.statements.sending import Sender
from openluban.learning.statements.use_cases.store_statements import (
    LONGEST,
    Parcel,
    store_statements,
)
from openluban.learning.statements.views.answering import json_answer, last_modified, nothing
from openluban.learning.statements.views.asking import Asked
from openluban.learning.statements.views.clock import now

_ONE = frozenset({"statementId", "voidedStatementId", "format", "attachments"})
_MANY = frozenset(
    {
        *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
        *("since", "until", "limit", "format", "attachments", "ascending"),
    }
)
_FORMS = ("ids", "exact", "canonical")
_USUAL, _MOST = 100, 1_000
_DIGITS = re.compile(r"\d{1,9}")
_SALT = "statements.more"
_SETTLED = LONGEST + 500_000
_THROUGH = "X-Experience-API-Consistent-Through"


def answer(asked: Asked, sender: Sender, edition: int) -> HttpResponse:
    """Answer one request.

    :raises Refused: as the use case, or the address asks for what cannot be
    """
    match asked.method:
        case "PUT":
            return _put(asked, sender, edition)
        case "POST":
            return _post(asked, sender, edition)
        case "GET" | "HEAD":
            return _get(asked, sender)
    raise NoSuchMethod(method=asked.method)


def _put(asked: Asked, sender: Sender, edition: int) -> HttpResponse:
    asked.check_parameters({"statementId"})
    uuid = asked.uuid("statementId")
    statements, is_list, enclosed = _sent(asked)
    if is_list:
        raise Unfit("body", "must be one statement")
    parcel = Parcel(statements, edition, enclosed, uuid)
    _uuids, last = store_statements(parcel=parcel, sender=sender, clock=now)
    return _stored(nothing(), last)


def _post(asked: Asked, sender: Sender, edition: int) -> HttpResponse:
    asked.check_parameters(())
    statements, _is_list, enclosed = _sent(asked)
    parcel = Parcel(statements, edition, enclosed)
    uuids, last = store_statements(parcel=parcel, sender=sender, clock=now)
    return _stored(json_answer(orjson.dumps(uuids)), last)


def _stored(response: HttpResponse, last: int) -> HttpResponse:
    """Say up to when everything can be read, where it is known from what was stored just now."""
    if last:
        response[_THROUGH] = moment_text(max(last, now() - _SETTLED))
    return response


def _sent(asked: Asked) -> tuple[Sequence[tuple[Any, bytes]], bool, Mapping[str, Enclosed]]:
    """Return the statements that were sent, whether as a list, and what came along."""
    kind, boundary = media_type_of(asked.headers.get("content-type", ""))
    enclosed: Mapping[str, Enclosed] = {}
    data = asked.body
    if kind == "multipart/mixed":
        data, enclosed = read_parts(data, boundary)
    elif kind != "application/json":
        raise Unfit("Content-Type", "must be application/json or multipart/mixed")
    statements, is_list = read_statements(data)
    return statements, is_list, enclosed


def consistent(response: HttpResponse) -> HttpResponse:
    """Say of an answer about statements up to when everything can be read."""
    if _THROUGH not in response:
        with connection.cursor() as cursor:
            response[_THROUGH] = _through(cursor)
    return response


def _through(cursor: Any) -> str:
    """Return the moment up to which everything that is or will be stored can be read.

    What is stored later than the last statement has a later moment; and whatever is being stored
    now has one of the last few seconds, or is taken back.
    """
    return moment_text(max(last_stored(cursor), now() - _SETTLED))


def _get(asked: Asked, sender: Sender) -> HttpResponse:
    if not reads_own(sender.scopes):
        raise OutOfScope(scope=READ_MINE)
    if "more" in asked.parameters:
        asked.check_parameters({"more"})
        return _page(*_resumed(asked.parameters["more"], sender))
    form = asked.parameters.get("format", "exact")
    if form not in _FORMS:
        raise Unfit("parameter format", "must be ids, exact or canonical")
    languages = languages_of(asked.headers.get("accept-language", ""))
    shape = {"form": form, "languages": languages, "with": asked.flag("attachments")}
    if "statementId" in asked.parameters or "voidedStatementId" in asked.parameters:
        return _one(asked, sender, shape)
    asked.check_parameters(_MANY)
    return _page(_question(asked, sender), shape, sender)


def _one(asked: Asked, sender: Sender, shape: dict[str, Any]) -> HttpResponse:
    voided = "voidedStatementId" in asked.parameters
    if voided and "statementId" in asked.parameters:
        raise Unfit("parameter statementId", "cannot stand beside voidedStatementId")
    asked.check_parameters(_ONE)
    uuid = asked.uuid("voidedStatementId" if voided else "statementId")
    only = None if sender.reads_all else sender.source
    with connection.cursor() as cursor:
        found = statement_by_uuid(cursor, uuid, voided=voided, source=only)
        if found is None or not _may_see(sender, found.raw):
            raise NothingThere
        told = shown(cursor, [found], form=shape["form"], languages=shape["languages"])
        response = _with_attachments(cursor, told[0], [found], shape)
    last_modified(response, found.id)
    return response


def _may_see(sender: Sender, raw: bytes) -> bool:
    """Whether a statement is of the registration of a guest; keys see all of their source."""
    if sender.guest is None:
        return True
    said = orjson.loads(raw).get("context", {}).get("registration", "")
    return str(said).lower() == sender.guest.registration


def _question(asked: Asked, sender: Sender) -> Question:
    found: list[tuple[marks.Mark, ...]] = []
    if sender.guest is not None:
        found.append(((marks.REGISTRATION, marks.digest_of(sender.guest.registration)),))
    authority_of: tuple[int, ...] = ()
    related = {name: asked.flag(f"related_{name}") for name in ("agents", "activities")}
    if "agent" in asked.parameters:
        value = marks.digest_of(_who(asked))
        kinds = (marks.AGENT, marks.RELATED_AGENT) if related["agents"] else (marks.AGENT,)
        found.append(tuple((kind, value) for kind in kinds))
        if related["agents"]:
            authority_of = _sources_of(value)
    if "activity" in asked.parameters:
        value = marks.digest_of(asked.iri("activity"))
        wide = (marks.ACTIVITY, marks.RELATED_ACTIVITY)
        kinds = wide if related["activities"] else wide[:1]
        found.append(tuple((kind, value) for kind in kinds))
    if "registration" in asked.parameters:
        found.append(((marks.REGISTRATION, marks.digest_of(asked.uuid("registration"))),))
    if "verb" in asked.parameters:
        found.append(((marks.VERB, marks.digest_of(asked.iri("verb"))),))
    return Question(
        marks=tuple(found),
        after=asked.moment("since"),
        until=asked.moment("until"),
        ascending=asked.flag("ascending"),
        limit=_limit(asked.parameters.get("limit", "0")),
        source=None if sender.reads_all else sender.source,
        authority_of=authority_of,
    )


def _who(asked: Asked) -> str:
    who = identity(asked.agent("agent"))
    if not who:
        raise Unfit("parameter agent", "must be an agent or an identified group")
    return who


def _sources_of(agent: bytes) -> tuple[int, ...]:
    """Return the sources whose authority this agent is."""
    with connection.cursor() as cursor:
        said = authorities(cursor).items()
    return tuple(
        number for number, json in said if marks.digest_of(identity(orjson.loads(json))) == agent
    )


def _limit(text: str) -> int:
    if not _DIGITS.fullmatch(text):
        raise Unfit("parameter limit", "must be a whole number, not negative")
    return min(int(text) or _USUAL, _MOST)


def _page(question: Question, shape: dict[str, Any], sender: Sender) -> HttpResponse:
    with connection.cursor() as cursor:
        through = _through(cursor)
        found = page_of(cursor, question)
        is_more = len(found) > question.limit
        found = found[: question.limit]
        told = shown(cursor, found, form=shape["form"], languages=shape["languages"])
        more = _more(question, found[-1].id, shape, sender) if is_more else ""
        body = b'{"statements":[' + b",".join(told) + b'],"more":' + orjson.dumps(more) + b"}"
        response = _with_attachments(cursor, body, found, shape)
    if found:
        last_modified(response, max(each.id for each in found))
    response[_THROUGH] = through
    return response


def _with_attachments(
    cursor: Any, body: bytes, found: Sequence[Found], shape: dict[str, Any]
) -> HttpResponse:
    if not shape["with"]:
        return json_answer(body)
    sha2s = {
        each["sha2"].lower()
        for one in found
        for each in orjson.loads(one.raw).get("attachments", ())
    }
    numbers = [one.id for one in found]
    enclosed = [Enclosed(*row) for row in attachments_of(cursor, sorted(sha2s), numbers)]
    content_type, content = written(body, enclosed)
    return HttpResponse(content, content_type=content_type)


def _more(question: Question, last: int, shape: dict[str, Any], sender: Sender) -> str:
    """Return the address of the next page: digests and a place in it, nobody's identifier."""
    kept = {
        "m": [[[kind, value.hex()] for kind, value in choice] for choice in question.marks],
        "a": last if question.ascending else question.after,
        "u": question.until if question.ascending else last - 1,
        "o": question.ascending,
        "l": question.limit,
        "t": question.authority_of,
        "s": shape,
        "k": sender.key,
    }
    return f"/xAPI/statements?more={signing.dumps(kept, salt=_SALT, compress=True)}"


def _resumed(token: str, sender: Sender) -> tuple[Question, dict[str, Any], Sender]:
    """Return what a page's address asks for; only the key that was given it may ask.

    :raises Unfit: we never gave it, or not to this key
    """
    try:
        kept = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Unfit("parameter more", "was not given by this store") from None
    if kept["k"] != sender.key:
        raise Unfit("parameter more", "was given to another key")
    found = tuple(
        tuple((kind, bytes.fromhex(value)) for kind, value in choice) for choice in kept["m"]
    )
    question = Question(
        marks=found,
        after=kept["a"],
        until=kept["u"],
        ascending=kept["o"],
        limit=kept["l"],
        source=None if sender.reads_all else sender.source,
        authority_of=tuple(kept["t"]),
    )
    return question, kept["s"], sender
