"""Entering and changing records as JSON: one call into a use case, its answer translated."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.answering import answer, version_from
from openluban.foundation.api.asking import json_object, parameters, text_member
from openluban.foundation.api.describing import JSON, add, json_body, operation
from openluban.foundation.api.errors import VersionMissing
from openluban.foundation.registers.api import schemas
from openluban.foundation.registers.api.cells import cells_from
from openluban.foundation.registers.api.reading import the_visible, told_whole
from openluban.foundation.registers.api.shape import shaped_proposal
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import close_record, retire_record, set_audience
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.dates import ImpreciseDate, NotADate
from openluban.kernel.refusals import Invalid, Problem

_LARGEST_VERSION = 2**31 - 1
_IN_CELLS = ("key", "closed_on", "audience", "source", "confidence", "note")


def add_writing(router: Router, register: Register) -> None:
    """Add the operations that enter and change records of a register."""
    _add_entering(router, register)
    _add_changing(router, register)
    _add_ending(router, register)


def _add_entering(router: Router, register: Register) -> None:
    known = (*(each.name for each in register.fields), *schemas.ENTERED)

    def enter(request: HttpRequest) -> HttpResponse:
        parameters(request, ())
        body = json_object(request, known)
        actor = actor_of(request)
        record = enter_record(
            register_key=register.key,
            cells=cells_from(register, body, _IN_CELLS),
            reason=text_member(body, "reason"),
            actor=actor,
            at=timezone.now(),
        )
        found = the_visible(register, record.key, actor)
        return _whole(request, register, found, status=201)

    about = "Enters a record. From an officer it counts at once; else it waits as proposed."
    name, answers = f"enter_{_name(register)}", {201: schemas.full_schema(register)}
    body = json_body(schemas.entry_schema(register))
    told = operation(name, "Enter", about, answers, body=body)
    add(router, "", enter, told, method="POST")


def _add_changing(router: Router, register: Register) -> None:
    known = (*(each.name for each in register.fields), *schemas.CHANGED)

    def change(request: HttpRequest, key: str) -> HttpResponse:
        parameters(request, ())
        body = json_object(request, known)
        actor = actor_of(request)
        the_visible(register, key, actor)
        version = _version(request, body)
        if version is None:
            raise VersionMissing
        changed = edit_record(
            register_key=register.key,
            key=key,
            cells=cells_from(register, body, _IN_CELLS),
            version=version,
            reason=text_member(body, "reason"),
            actor=actor,
            at=timezone.now(),
        )
        if isinstance(changed, Proposal):
            return answer(shaped_proposal(changed), status=202)
        return _whole(request, register, the_visible(register, key, actor))

    about = (
        "Changes the members that are sent. From an officer it holds at once; else it waits. "
        "Send the version you changed, as “version” or as ETag in If-Match."
    )
    answers = {200: schemas.full_schema(register), 202: schemas.PROPOSAL}
    body = json_body(schemas.change_schema(register))
    told = operation(f"change_{_name(register)}", "Change", about, answers, body=body)
    add(router, "/{key}", change, told, method="PATCH")


def _add_ending(router: Router, register: Register) -> None:
    def close(request: HttpRequest, key: str) -> HttpResponse:
        parameters(request, ())
        body = json_object(request, ("on", "reason", "version"))
        the_visible(register, key, actor_of(request))
        close_record(on=_day(body), **_end(request, register, key, body))
        return _whole(request, register, the_visible(register, key, actor_of(request)))

    def retire(request: HttpRequest, key: str) -> HttpResponse:
        parameters(request, ())
        body = json_object(request, ("reason", "version"))
        the_visible(register, key, actor_of(request))
        retire_record(**_end(request, register, key, body))
        return _whole(request, register, the_visible(register, key, actor_of(request)))

    def change_audience(request: HttpRequest, key: str) -> HttpResponse:
        parameters(request, ())
        body = json_object(request, ("audience", "reason"))
        the_visible(register, key, actor_of(request))
        set_audience(
            register_key=register.key,
            key=key,
            audience=_audience(body),
            reason=text_member(body, "reason"),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return _whole(request, register, the_visible(register, key, actor_of(request)))

    name, whole = _name(register), {200: schemas.full_schema(register)}
    about = "What the record tells of has ended; from that day on it no longer counts."
    body = json_body(schemas.CLOSING)
    told = operation(f"close_{name}", "Close", about, whole, body=body)
    add(router, "/{key}/close", close, told, method="POST")
    about = "Takes a record out as an error: it leaves every figure; its history stays."
    body = json_body(schemas.RETIRING)
    told = operation(f"retire_{name}", "Retire as an error", about, whole, body=body)
    add(router, "/{key}/retire", retire, told, method="POST")
    about = "Makes a record internal, or public again."
    body = json_body(schemas.AUDIENCE)
    told = operation(f"set_audience_{name}", "Audience", about, whole, body=body)
    add(router, "/{key}/audience", change_audience, told, method="POST")


def _name(register: Register) -> str:
    return register.key.replace("-", "_")


def _whole(
    request: HttpRequest, register: Register, record: Any, *, status: int = 200
) -> HttpResponse:
    told = told_whole(register, record, actor_of(request))
    headers = {"ETag": f'"{record.version}"'}
    if status == 201:  # noqa: PLR2004
        headers["Location"] = request.build_absolute_uri(f"{request.path}/{record.key}")
    return answer(told, status=status, headers=headers)


def _end(request: HttpRequest, register: Register, key: str, body: JSON) -> dict[str, Any]:
    return {
        "register_key": register.key,
        "key": key,
        "reason": text_member(body, "reason"),
        "version": _version(request, body),
        "actor": actor_of(request),
        "at": timezone.now(),
    }


def _version(request: HttpRequest, body: JSON) -> int | None:
    """Return the version that was changed, None if none was said.

    :raises Invalid: it is no whole number
    """
    version = body.get("version")
    if version is None:
        return version_from(request)
    if type(version) is not int or not 0 < version <= _LARGEST_VERSION:
        raise Invalid([Problem("type", _("This must be a whole number."), "version")])
    return version


def _day(body: JSON) -> ImpreciseDate:
    try:
        return ImpreciseDate.read(text_member(body, "on"))
    except NotADate:
        sentence = _("Write a date such as 2025, 2025-08 or 2025-08-30.")
        raise Invalid([Problem("impossible_date", sentence, "on")]) from None


def _audience(body: JSON) -> Audience:
    text = text_member(body, "audience")
    if text not in Audience.values:
        raise Invalid([Problem("unknown_choice", _("Write public or internal."), "audience")])
    return Audience(text)
