"""Going through a repository elsewhere, from where the last run came to."""

from collections.abc import Callable, Mapping
from datetime import datetime

from openluban.teaching.harvest.errors import Code, Failed, Overtaken, Why
from openluban.teaching.harvest.formats.answers import Answer, read_identify, read_records
from openluban.teaching.harvest.models import Source
from openluban.teaching.harvest.rules import PREFIX
from openluban.teaching.harvest.use_cases.take_page import (
    begin_again,
    begin_run,
    break_off,
    end_empty,
    take_page,
)

Ask = Callable[[Mapping[str, str]], bytes]
Clock = Callable[[], datetime]


def run_source(source: Source, *, ask: Ask, clock: Clock, is_whole: bool = False) -> bool:
    """Take over what changed since the last run; return whether it came to its end.

    A run that was cut off goes on at its last page. Whatever fails is written down at the source.

    :raises Overtaken: another run goes on over the same repository
    """
    try:
        if not source.is_running or not source.place or is_whole:
            told = read_identify(ask({"verb": "Identify"}))
            begin_run(source, told=told, is_whole=is_whole, at=clock())
        while _next_page(source, ask, clock):
            pass
    except Failed as failed:
        if failed.code == Why.OVERTAKEN:
            raise Overtaken(name=source.key) from failed
        break_off(source, failed=failed)
    return not source.error


def _next_page(source: Source, ask: Ask, clock: Clock) -> bool:
    token = source.place.get("token", "")
    answer = read_records(ask(_arguments(source, token)))
    if not answer.error:
        return take_page(source, answer=answer, at=clock())
    if answer.error == Code.BAD_RESUMPTION and token:
        begin_again(source)
        return True
    _end(source, answer, token, clock)
    return False


def _end(source: Source, answer: Answer, token: str, clock: Clock) -> None:
    if answer.error != Code.NOTHING_MATCHES or token:
        raise Failed(Why.PROTOCOL, f"{answer.error}: {answer.sentence}")
    end_empty(source, answer=answer, at=clock())


def _arguments(source: Source, token: str) -> dict[str, str]:
    if token:
        return {"verb": "ListRecords", "resumptionToken": token}
    asked = {"verb": "ListRecords", "metadataPrefix": PREFIX}
    if source.set_spec:
        asked["set"] = source.set_spec
    if source.since and not source.is_whole:
        asked["from"] = source.since
    return asked
