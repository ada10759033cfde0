"""The resources that only answer: activities, agents, and what the store is."""

from typing import Any

import orjson
from django.http import HttpResponse

from openluban.learning.statements.errors import NoSuchMethod
from openluban.learning.statements.naming import definitions_of
from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.sending import Sender
from openluban.learning.statements.views.answering import VERSIONS, json_answer
from openluban.learning.statements.views.asking import Asked

_LISTS = ("name", "mbox", "mbox_sha1sum", "openid", "account")


def activities(asked: Asked, _sender: Sender, _edition: int) -> HttpResponse:
    """Answer what is known of an activity, its texts in all their languages.

    :raises Unfit: the address names none
    """
    _only_reads(asked)
    asked.check_parameters({"activityId"})
    iri = asked.iri("activityId")
    found = {"objectType": "Activity", "id": iri}
    definition = definitions_of([iri]).get(iri)
    return json_answer(orjson.dumps(found | ({"definition": definition} if definition else {})))


def agents(asked: Asked, _sender: Sender, _edition: int) -> HttpResponse:
    """Answer the person of an agent: what was asked with, for the store joins no identifiers.

    :raises Unfit: the address names no agent
    """
    _only_reads(asked)
    asked.check_parameters({"agent"})
    agent = asked.agent("agent")
    person: dict[str, Any] = {"objectType": "Person"}
    person |= {name: [agent[name]] for name in _LISTS if name in agent and identity(agent)}
    return json_answer(orjson.dumps(person))


def about(asked: Asked) -> HttpResponse:
    """Answer which editions of xAPI are spoken.

    :raises NoSuchMethod: it is not asked for reading
    """
    _only_reads(asked)
    asked.check_parameters(())
    return json_answer(orjson.dumps({"version": VERSIONS, "extensions": {}}))


def _only_reads(asked: Asked) -> None:
    if asked.method not in {"GET", "HEAD"}:
        raise NoSuchMethod(method=asked.method)
