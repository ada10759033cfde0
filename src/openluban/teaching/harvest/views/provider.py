"""The address that harvesters ask: every verb of OAI-PMH 2.0."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from openluban.foundation.api.pace import within_pace
from openluban.foundation.ui.addresses import site_url
from openluban.teaching.harvest.errors import Code, Fault
from openluban.teaching.harvest.formats.dublin_core import dublin_core
from openluban.teaching.harvest.formats.protocol import (
    OAI_DC,
    Header,
    add_header,
    add_identifier_form,
    add_record,
    child,
    envelope,
    written,
)
from openluban.teaching.harvest.models import Item
from openluban.teaching.harvest.queries.listing import (
    Place,
    descriptions_of,
    first_moment,
    item_named,
    page_of,
    resources_in_sets,
)
from openluban.teaching.harvest.rules import (
    PREFIX,
    Window,
    as_moment,
    check_prefix,
    identifier,
    read_identifier,
    read_request,
    read_window,
)
from openluban.teaching.harvest.use_cases.note_changes import note_changes

_SALT = "harvest"
_TOKEN_LASTS = timedelta(days=1)
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
_MOST_BODY = 20_000


class _Answer:
    """What is known while one request is answered."""

    def __init__(self, request: HttpRequest, at: datetime) -> None:
        self.site = site_url(request)
        self.at = at
        host = urlsplit(self.site).hostname or ""
        # What is written into catalogues must have the form of a domain, even on a trial machine.
        self.domain = host if _DOMAIN.fullmatch(host) else "openluban.invalid"

    def header(self, item: Item) -> Header:
        """Return the header of an item, with the sets it is in."""
        sets = [item.kind]
        if item.resource:
            sets.append(f"{item.kind}:{item.resource}")
        name = identifier(self.domain, item.kind, item.key)
        return Header(name, item.noted_at, tuple(sets), item.is_deleted)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def provider(request: HttpRequest) -> HttpResponse:
    """Answer a harvester. Whoever asks, what is public is told and nothing else."""
    client = get_adapter(request).get_client_ip(request)
    if not within_pace(f"oai:{client}", most=settings.LUBAN_API_RATE, seconds=1):
        busy = HttpResponse("Too many requests.", status=503, content_type="text/plain")
        busy["Retry-After"] = "2"
        return busy
    at = timezone.now()
    answer = _Answer(request, at)
    address = f"{answer.site}/oai"
    try:
        given = read_request(_pairs(request))
    except Fault as fault:
        return _faulty(envelope(address, at, {}), fault)
    root = envelope(address, at, given)
    try:
        _VERBS[given["verb"]](child(root, given["verb"]), given, answer)
    except Fault as fault:
        return _faulty(envelope(address, at, given), fault)
    return _sent(root)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    text = request.META.get("QUERY_STRING", "")
    if request.method == "POST":
        if len(request.body) > _MOST_BODY:
            raise Fault(Code.BAD_ARGUMENT, "The request is too long.")
        text = request.body.decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Fault(Code.BAD_ARGUMENT, "There are too many arguments.") from None


def _faulty(root: Element, fault: Fault) -> HttpResponse:
    child(root, "error", fault.sentence, code=fault.code)
    return _sent(root)


def _sent(root: Element) -> HttpResponse:
    response = HttpResponse(written(root), content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _identify(parent: Element, _given: dict[str, str], answer: _Answer) -> None:
    note_changes(at=answer.at)
    child(parent, "repositoryName", "OpenLuban")
    child(parent, "baseURL", f"{answer.site}/oai")
    child(parent, "protocolVersion", "2.0")
    child(parent, "adminEmail", settings.LUBAN_CONTACT or f"webmaster@{answer.domain}")
    child(parent, "earliestDatestamp", as_moment(first_moment() or answer.at))
    child(parent, "deletedRecord", "persistent")
    child(parent, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    add_identifier_form(parent, answer.domain, identifier(answer.domain, "units", "sorter.safety"))


def _formats(parent: Element, given: dict[str, str], answer: _Answer) -> None:
    if "identifier" in given:
        _the_item(given, answer)
    made = child(parent, "metadataFormat")
    child(made, "metadataPrefix", PREFIX)
    child(made, "schema", f"{OAI_DC[:-1]}.xsd")
    child(made, "metadataNamespace", OAI_DC)


def _sets(parent: Element, given: dict[str, str], _answer: _Answer) -> None:
    if "resumptionToken" in given:
        raise Fault(Code.BAD_RESUMPTION, "The list of sets is never parted.")
    named = [("library", "Resources"), ("units", "Units")]
    named += [(f"units:{key}", f"Units: {name or key}") for key, name in resources_in_sets()]
    for spec, name in named:
        made = child(parent, "set")
        child(made, "setSpec", spec)
        child(made, "setName", name)


def _the_item(given: dict[str, str], answer: _Answer) -> Item:
    kind, key = read_identifier(given["identifier"], answer.domain)
    item = item_named(kind, key)
    if item is None:
        raise Fault(Code.NO_SUCH_ITEM, "No item has this identifier.")
    return item


def _record(parent: Element, given: dict[str, str], answer: _Answer) -> None:
    note_changes(at=answer.at)
    check_prefix(given)
    _add_records(parent, [_the_item(given, answer)], answer)


def _add_records(parent: Element, items: list[Item], answer: _Answer) -> None:
    told = descriptions_of(items)
    for item in items:
        known = told.get((item.kind, item.key))
        # Not public any more, but not noted yet: nothing is told but that it is gone.
        item.is_deleted = known is None
        statements = dublin_core(known, answer.site) if known else ()
        add_record(parent, answer.header(item), statements)


def _records(parent: Element, given: dict[str, str], answer: _Answer) -> None:
    _list(parent, given, answer, _add_records)


def _identifiers(parent: Element, given: dict[str, str], answer: _Answer) -> None:
    def add(parent: Element, items: list[Item], answer: _Answer) -> None:
        for item in items:
            add_header(parent, answer.header(item))

    _list(parent, given, answer, add)


def _list(
    parent: Element,
    given: dict[str, str],
    answer: _Answer,
    add: Callable[[Element, list[Item], _Answer], None],
) -> None:
    note_changes(at=answer.at)
    token = given.get("resumptionToken")
    window, place = (
        _resumed(token, given["verb"]) if token is not None else (read_window(given), None)
    )
    page = page_of(window, place)
    if not page.items and place is None:
        raise Fault(Code.NOTHING_MATCHES, "Nothing matches.")
    add(parent, page.items, answer)
    if page.next_place is None and place is None:
        return
    told = place.told if place else 0
    known = told + len(page.items) + bool(page.next_place)
    sizes = {
        "completeListSize": str(max((place or page.next_place or Place()).total, known)),
        "cursor": str(told),
    }
    if page.next_place is None:
        child(parent, "resumptionToken", **sizes)
        return
    ends = as_moment(answer.at + _TOKEN_LASTS)
    text = _token(given["verb"], window, page.next_place)
    child(parent, "resumptionToken", text, expirationDate=ends, **sizes)


def _token(verb: str, window: Window, place: Place) -> str:
    since, until = (moment.isoformat() if moment else "" for moment in (window.since, window.until))
    place_parts = [place.number, place.told, place.total, place.bound]
    whole: list[Any] = [verb, since, until, window.kind, window.resource, *place_parts]
    return signing.dumps(whole, salt=_SALT)


def _resumed(token: str, verb: str) -> tuple[Window, Place]:
    try:
        whole = signing.loads(token, salt=_SALT, max_age=_TOKEN_LASTS)
    except signing.BadSignature:
        raise Fault(Code.BAD_RESUMPTION, "The resumptionToken is none, or has expired.") from None
    if whole[0] != verb:
        raise Fault(Code.BAD_RESUMPTION, "The resumptionToken belongs to another verb.")
    since, until = (datetime.fromisoformat(text) if text else None for text in whole[1:3])
    return Window(since, until, whole[3], whole[4]), Place(*whole[5:])


_VERBS: dict[str, Callable[[Element, dict[str, str], _Answer], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListRecords": _records,
    "ListIdentifiers": _identifiers,
}
